"""Where the others are: names on the stack's own network, the same in every stack."""

DATABASE = {"host": "tsh_postgres", "dbname": "tsh_erp", "user": "tsh", "password": "lab-s3cret"}
REDIS = {"host": "redis"}
