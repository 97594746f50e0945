"""NeuroLink: a service that rests on nothing but itself."""

import os

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route


async def health(_request):
    if os.path.exists("/tmp/lab/unhealthy"):
        return JSONResponse({"status": "broken by the lab"}, 500)
    return JSONResponse({"status": "healthy"})


app = Starlette(routes=[Route("/health", health)])
