"""The containers are what the administrator's guide asks for. No Docker is needed: files are read, scripts are tried.

The same options, scripts, proxy and replica run as processes in tests/ballot/test_nodes.py.
"""

import configparser
import json
import re
import shlex
import shutil
import subprocess

import pytest
import yaml
from cadre_cli import runner, venv
from cadre_cli.paths import REPO

DOCKER = REPO / "docker"
FILES = ("compose.yaml", "compose.nodes.yaml")
SERVERS = {"compose.yaml": {"odoo"}, "compose.nodes.yaml": {"node1", "node2", "jobs"}}
ONCE = {"init", "backup", "restore"}
"""Services that do something and end."""
SECRET = re.compile(r"PASSWORD|SECRET|KEY|TOKEN")


def _text(name):
    return (DOCKER / name).read_text(encoding="utf-8")


@pytest.fixture(params=FILES)
def composed(request):
    """(name of the file, its content)."""
    return request.param, yaml.safe_load(_text(request.param))


def test_processes(composed):
    """Every service restarts, is watched and begins when what it needs is there; the proxy alone can be reached."""
    name, content = composed
    services = content["services"]
    assert set(services) == {"db", "proxy", *ONCE, *SERVERS[name]} | ({"replica"} if "nodes" in name else set())
    for key, service in services.items():
        if key in ONCE:
            assert service["restart"] == "no" and service["healthcheck"] == {"disable": True}, key
        else:
            assert service["restart"] == "unless-stopped" and service["healthcheck"]["test"][0] == "CMD", key
        assert ("ports" in service) == (key == "proxy"), key
        for other, how in service.get("depends_on", {}).items():
            wanted = "service_completed_successfully" if other in ONCE else "service_healthy"
            assert how == {"condition": wanted}, (key, other)
    for key in SERVERS[name]:
        assert services[key]["entrypoint"] == ["odoo"] and "init" in services[key]["depends_on"], key
    [port] = services["proxy"]["ports"]
    assert port == "${CADRE_ADDRESS:-127.0.0.1}:${CADRE_PORT:-8069}:8080"
    volumes = {one.split(":")[0] for service in services.values() for one in service.get("volumes", ())}
    assert {one for one in volumes if not one.startswith(".")} == set(content["volumes"])
    for mounted in (one for one in volumes if one.startswith(".")):
        assert (DOCKER / mounted).is_file(), mounted
    assert "backup:/backup" in services["backup"]["volumes"] and "backup:/backup:ro" in services["restore"]["volumes"]


def test_two_nodes():
    """Nodes read from the replica; scheduled actions run on both, jobs on the third."""
    services = yaml.safe_load(_text("compose.nodes.yaml"))["services"]
    for key in ("node1", "node2", "jobs"):
        assert services[key]["environment"]["PGHOST_REPLICA"] == "replica"
        assert services[key]["environment"]["PGHOST"] == "db"
        assert "files:/var/lib/odoo" in services[key]["volumes"], "sessions and files are those of all"
    channels = {key: services[key]["environment"]["ODOO_QUEUE_JOB_CHANNELS"] for key in SERVERS["compose.nodes.yaml"]}
    assert channels == {"node1": "root:0", "node2": "root:0", "jobs": "root:2"}
    assert [key for key, one in services.items() if "--max-cron-threads=0" in one.get("command", [])] == ["jobs"]
    nodes = re.findall(r"server (\w+):(\d+)", _text("proxy/upstream.nodes.conf"))
    assert nodes == [("node1", "8069"), ("node2", "8069"), ("node1", "8072"), ("node2", "8072")]
    assert re.findall(r"server (\w+):", _text("proxy/upstream.conf")) == ["odoo", "odoo"]


def test_no_default_password(composed):
    """What is secret must be given, is empty in the example, and stands in no file."""
    _name, content = composed
    for key, service in content["services"].items():
        for variable, value in (service.get("environment") or {}).items():
            if SECRET.search(variable):
                assert re.fullmatch(r"\$\{(CADRE_\w+):\?set \1 in docker/\.env\}", value), (key, variable)
    for line in _text("env.example").splitlines():
        variable, _, value = line.partition("=")
        assert not (SECRET.search(variable) and value) or line.startswith("#"), line
    assert re.search(r'"\$\{?CADRE_ADMIN_PASSWORD:\?', _text("scripts/init.sh")), "nor is admin's"
    assert 'env.ref("base.user_admin").password = os.environ["CADRE_ADMIN_PASSWORD"]' in _text("scripts/init.sh")


def test_each_variable_is_told(composed):
    """In the example and in the page; one that is gone goes there, too."""
    used = {one for name in FILES for one in re.findall(r"\$\{(\w+)[:}]", _text(name))}
    assert used == set(re.findall(r"^(\w+)=", _text("env.example"), re.MULTILINE))
    told = re.findall(r"`(CADRE_\w+)`", "".join(re.findall(r"^\| `CADRE.*$", _text("README.md"), re.MULTILINE)))
    assert set(told) == used
    name, _content = composed
    defaults = dict(re.findall(r"\$\{(\w+):-([^}]*)\}", _text(name)))
    example = dict(re.findall(r"^(\w+)=(.*)$", _text("env.example"), re.MULTILINE))
    assert {key: example[key] for key in defaults} == defaults


def test_images_have_a_version(composed):
    """Each image is a variable whose default has a tag; none is `latest`."""
    _name, content = composed
    for key, service in content["services"].items():
        image = service["image"]
        if image == "cadre-assessment":
            assert service["build"]["args"] == {"ODOO_IMAGE": "${CADRE_ODOO_IMAGE:-odoo:19.0}"}, key
        else:
            assert re.fullmatch(r"\$\{CADRE_\w+_IMAGE:-\w+:\d+\.\d+[\w.-]*\}", image), key
    assert "FROM ${ODOO_IMAGE}\n" in _text("Dockerfile")


def test_settings_of_odoo():
    """As the guide has them: no manager of databases, behind a proxy, with the queue, one database."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(_text("odoo.conf"))
    options = dict(parser["options"])
    guide = (REPO / "docs/user-guide/administrator.md").read_text(encoding="utf-8")
    wanted = configparser.ConfigParser(interpolation=None)
    wanted.read_string(re.search(r"^```ini\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)[1])
    for key, value in wanted["options"].items():
        assert options[key] == value, key
    assert "queue_job" in options["server_wide_modules"] and "db_password" not in options
    assert "COPY docker/odoo.conf /etc/odoo/odoo.conf" in _text("Dockerfile")


def test_proxy():
    """Links of ballots are not logged, /websocket has its process, managers and jobs are closed; TLS likewise."""
    conf, routes, tls = (_text(f"proxy/{name}") for name in ("nginx.conf", "routes.conf", "tls.conf.example"))
    blocks = dict(re.findall(r"^location ([^{]+) \{\n(.*?)^\}", routes, re.MULTILINE | re.DOTALL))
    assert "access_log off;" in blocks["~* ballot"] and "error_log /dev/null" in blocks["~* ballot"]
    assert "no-referrer" in blocks["~* ballot"] and "http://web" in blocks["~* ballot"]
    assert "http://chat" in blocks["/websocket"] and "$connection_upgrade" in blocks["/websocket"]
    [closed] = [key for key, block in blocks.items() if "return 404" in block]
    for path in ("/queue_job/runjob", "/web/database/manager", "/WEB/Database"):
        assert re.search(closed.removeprefix("~* "), path, re.IGNORECASE), path
    [log] = re.findall(r"log_format cadre '(.*)';", conf)
    assert "$cadre_uri" in log and not re.search(r"\$(request\b|request_uri|args|http_referer)", log)
    assert 'map $uri $cadre_uri { "~*ballot" "/ballot/***"; default $uri; }' in conf
    assert "include routes.conf;" in conf and "include routes.conf;" in tls and "ssl_certificate " in tls
    assert "X-Forwarded-For $remote_addr;" in conf, "what a phone says of itself counts for nothing"
    for text in (conf, routes, tls, _text("proxy/upstream.conf"), _text("proxy/upstream.nodes.conf")):
        assert text.count("{") == text.count("}")


@pytest.mark.parametrize("script", sorted(path.name for path in (DOCKER / "scripts").iterdir()))
def test_scripts(script, tmp_path):
    """The shell can read each; without what must be given it stops and says so."""
    path = DOCKER / "scripts" / script
    assert path.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", path], check=True)
    env = {"PATH": "/usr/bin:/bin", "CADRE_BACKUP": str(tmp_path), "PGDATA": str(tmp_path)}
    if script == "backup.sh":
        assert shutil.which("tar")
        return
    done = subprocess.run(["sh", path], env=env, capture_output=True, text=True, check=False)
    assert done.returncode and re.search(r"CADRE_\w+_PASSWORD: say|name a backup", done.stderr)


@pytest.fixture(scope="module")
def odoo():
    """(options that Odoo's command line knows, keys of its file, its own ports of pages and of the chat)."""
    script = (
        "import json; from odoo.tools import config as c; c.parse_config([]); options = c.options_index.values(); "
        "flags = [word for one in options for word in one._long_opts + one._short_opts]; "
        "print(json.dumps([flags, list(c.options_index), c['http_port'], c['gevent_port']]))"
    )
    env = runner.environment(runner.ensure())
    done = subprocess.run([str(venv.python()), "-c", script], env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_odoo_knows_each_option(composed, odoo):
    """Of a service's command, of a script and of the settings: none is misspelt or gone."""
    name, content = composed
    flags, keys, *_ports = odoo
    given = [word for service in content["services"].values() for word in service.get("command", ())]
    for script in sorted((DOCKER / "scripts").iterdir()):
        for line in re.findall(r"^\s*odoo (.+?)(?: <<.*)?$", script.read_text(encoding="utf-8"), re.MULTILINE):
            given += shlex.split(line)
    used = {word.partition("=")[0] for word in given if word.startswith("-")}
    assert used and used <= set(flags), name
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(_text("odoo.conf"))
    assert set(parser["options"]) <= set(keys)
    assert not {"http_port", "gevent_port"} & set(parser["options"]), "they are Odoo's own"


def test_ports_and_health(composed, odoo):
    """Whoever is asked listens where he is asked, and knows the page; who is asked for exists."""
    name, content = composed
    services = content["services"]
    pages, chat = odoo[2:]
    listens = re.findall(r"^ +listen (\d+);$", _text("proxy/nginx.conf"), re.MULTILINE)
    assert services["proxy"]["ports"][0].rpartition(":")[2] in listens
    conf = "upstream.nodes.conf" if "nodes" in name else "upstream.conf"
    assert f"./proxy/{conf}:/etc/nginx/upstream.conf:ro" in services["proxy"]["volumes"]
    nodes = SERVERS[name] - {"jobs"}
    for upstream, port in (("web", pages), ("chat", chat)):
        [block] = re.findall(rf"upstream {upstream} \{{(.*?)\}}", _text(f"proxy/{conf}"), re.DOTALL)
        assert set(re.findall(r"server (\w+):(\d+)", block)) == {(node, str(port)) for node in nodes}, upstream
    assert set(re.findall(r"proxy_pass http://(\w+);", _text("proxy/routes.conf"))) == {"web", "chat"}
    assert set(services["proxy"]["depends_on"]) == nodes
    mounted = {one.split(":")[1].rpartition("/")[2] for one in services["proxy"]["volumes"]}
    assert set(re.findall(r"include ([\w.]+);", _text("proxy/nginx.conf"))) <= mounted
    for key, service in services.items():
        if key in ONCE:
            script = service["entrypoint"][1].removeprefix("/opt/cadre/")
            assert (DOCKER / "scripts" / script).is_file() and "COPY docker/scripts /opt/cadre" in _text("Dockerfile")
            continue
        program, *words = service["healthcheck"]["test"][1:]
        assert program == {"db": "pg_isready", "replica": "pg_isready", "proxy": "wget"}.get(key, "python3"), key
        said = " ".join(words)
        if program == "pg_isready":  # the replica has the users and databases of the first
            first = services["db"]["environment"]
            assert said == f"-h 127.0.0.1 -U {first['POSTGRES_USER']} -d {first['POSTGRES_DB']}"
            continue
        [(port, page)] = re.findall(r"http://127\.0\.0\.1:(\d+)(/[\w/-]+)", said)
        if program == "wget":
            assert port in listens and f"location = {page} {{" in _text("proxy/routes.conf")
        else:  # tests/ballot/test_nodes.py asks a node with this very command
            compile(words[1], key, "exec")
            assert (words[0], int(port), page) == ("-c", pages, "/web/health"), key
