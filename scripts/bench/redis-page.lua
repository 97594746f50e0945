-- The best that a server does by itself: look at a page of keys and unlink those of it that expire soon.
-- ARGV: the cursor, the page's size, milliseconds. Returns the next cursor and how many were deleted.
local page = redis.call('SCAN', ARGV[1], 'COUNT', ARGV[2])
local deleted = 0
for _, key in ipairs(page[2]) do
  local ttl = redis.call('PTTL', key)
  if ttl >= 0 and ttl <= tonumber(ARGV[3]) then deleted = deleted + redis.call('UNLINK', key) end
end
return {page[1], deleted}
