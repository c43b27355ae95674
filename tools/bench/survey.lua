-- The same with Odoo's survey: ten questions on one page. Page, begin, submit, as its own pages do it.
-- wrk ... -s survey.lua URL -- FOLDER SURVEY THREADS;  FOLDER/answers: a token a line, FOLDER/survey: the answers' JSON
local threads = {}

function setup(thread)
    thread:set("number", #threads)
    table.insert(threads, thread)
end

function init(args)
    tokens, at, step, votes, wrong = {}, 1, "page", 0, 0
    survey = args[2]
    local n = 0
    for line in io.lines(args[1] .. "/answers") do
        if n % tonumber(args[3]) == number then
            table.insert(tokens, line)
        end
        n = n + 1
    end
    answers = io.open(args[1] .. "/survey"):read("*a")
end

local json = { ["Content-Type"] = "application/json" }

function request()
    local path = survey .. "/" .. tokens[at]
    if step == "page" then
        return wrk.format("GET", "/survey/" .. path)
    elseif step == "begin" then
        return wrk.format("POST", "/survey/begin/" .. path, json, '{"jsonrpc": "2.0", "params": {}}')
    end
    return wrk.format("POST", "/survey/submit/" .. path, json, '{"jsonrpc": "2.0", "params": ' .. answers .. "}")
end

function response(status, headers, body)
    local good = status == 200 and not body:match('"error"')
    if good and step == "page" then
        step = "begin"
        return
    elseif good and step == "begin" then
        step = "submit"
        return
    elseif good then
        votes = votes + 1
    else
        wrong = wrong + 1
    end
    step = "page"
    at = at + 1
    if at > #tokens then
        wrk.thread:stop()
        at = #tokens
    end
end

function done(summary, latency, requests)
    local votes, wrong = 0, 0
    for _, thread in ipairs(threads) do
        votes = votes + (thread:get("votes") or 0)
        wrong = wrong + (thread:get("wrong") or 0)
    end
    local e = summary.errors
    print(string.format(
        '{"votes": %d, "wrong": %d, "requests": %d, "seconds": %.3f, "p50": %.4f, "p95": %.4f, "max": %.4f, "errors": %d}',
        votes, wrong, summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e6, latency:percentile(95) / 1e6,
        latency.max / 1e6, e.connect + e.read + e.write + e.status + e.timeout))
end
