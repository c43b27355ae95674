-- One voter a connection, and a thread for each: open the paper, fill it in, hand it in, go. Then the next voter.
-- wrk ... -s vote.lua URL -- FOLDER [SECONDS of arrival, PLACE, PLACES, START], or FOLDER "" "" "" "" THREADS
-- FOLDER/links: a token a line. With arrival this process is one voter, who comes at his moment, votes once and goes:
-- wrk would stay for its whole duration, with a connection that keeps a worker waiting for nothing.
local ffi = require("ffi")
ffi.cdef("typedef struct { long s; long us; } timeval_; int gettimeofday(timeval_ *, void *); int usleep(unsigned int);")

local function now()
    local moment = ffi.new("timeval_")
    ffi.C.gettimeofday(moment, nil)
    return tonumber(moment.s) + tonumber(moment.us) / 1e6
end

local threads = {}

function setup(thread)
    thread:set("number", #threads)
    table.insert(threads, thread)
end

function init(args)
    tokens, at, step, votes, wrong, slowest = {}, 0, "page", 0, 0, 0
    -- tokens are of one length: a thread reads its own, for two hundred that read all of them delay one another
    local file = assert(io.open(args[1] .. "/links"))
    local width = #file:read("*l") + 1
    local all = file:seek("end") / width
    local function token(place)
        file:seek("set", (place - 1) * width)
        return file:read("*l")
    end
    if args[2] and args[2] ~= "" then
        local seconds, place, places, start = tonumber(args[2]), tonumber(args[3]), tonumber(args[4]), tonumber(args[5])
        local voter = number * places + place
        tokens = { token(voter + 1) }
        once = true
        local wait = start + seconds * voter / all - now()
        if wait > 0 then
            ffi.C.usleep(wait * 1e6)
        end
        began, asked = now(), -1  -- wrk asks once before it connects, to see whether the request is one
    else
        for n = number + 1, all, tonumber(args[6] or 200) do
            table.insert(tokens, token(n))
        end
    end
    file:close()
    at = 1
end

function request()
    asked = (asked or 0) + 1
    if step == "page" then
        began = began or now()
        return wrk.format("GET", "/ballot/" .. tokens[at])
    end
    local body = "confirmed=1&nonce=" .. nonce
    for line = 0, lines - 1 do
        body = body .. "&m" .. line .. "=" .. (at + line) % 2
    end
    return wrk.format("POST", "/ballot/" .. tokens[at], { ["Content-Type"] = "application/x-www-form-urlencoded" }, body)
end

function response(status, headers, body)
    if step == "page" then
        nonce = status == 200 and body:match('name=nonce value="([^"]+)"')
        local _, count = body:gsub("<fieldset", "")
        lines = count
        if nonce then
            step, paper = "submit", now()
            return
        end
        wrong = wrong + 1
    elseif status == 200 and body:match("<b>%w%w%w%w%-%w%w%w%w%-%w%w%w%w</b>") then
        votes = votes + 1
        slowest = math.max(slowest, now() - began)
    else
        wrong = wrong + 1
    end
    if once then
        local gone = now()
        print(string.format(
            '{"votes": %d, "wrong": %d, "requests": %d, "errors": %d, "page": %.4f, "submit": %.4f, "voter": %.4f, "last": %.4f}',
            votes, wrong, asked, asked - 2, (paper or gone) - began, gone - (paper or gone), gone - began, gone))
        io.stdout:flush()
        os.exit(0)
    end
    step, began, last = "page", nil, now()
    at = at + 1
    if at > #tokens then
        wrk.thread:stop()
        at = #tokens
    end
end

function done(summary, latency, requests)
    local votes, wrong, slowest, last = 0, 0, 0, 0
    for _, thread in ipairs(threads) do
        votes = votes + (thread:get("votes") or 0)
        wrong = wrong + (thread:get("wrong") or 0)
        slowest = math.max(slowest, thread:get("slowest") or 0)
        last = math.max(last, thread:get("last") or 0)
    end
    local e = summary.errors
    print(string.format(
        '{"votes": %d, "wrong": %d, "requests": %d, "seconds": %.3f, "p50": %.4f, "p95": %.4f, "max": %.4f, "voter": %.3f, "last": %.3f, "errors": %d}',
        votes, wrong, summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e6, latency:percentile(95) / 1e6,
        latency.max / 1e6, slowest, last, e.connect + e.read + e.write + e.status + e.timeout))
end
