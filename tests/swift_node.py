"""A whole OpenStack Swift with its s3api in one process, on loopback, below one folder.

For the system's Python, which has Swift: `python3 -I tests/swift_node.py FOLDER KEY SECRET`. It needs no
rights, no memcached and nothing in /etc/swift. With FOLDER/server.pem it also speaks TLS. Once it
answers it prints its ports as JSON; what it logs goes to stderr.
"""

import json
import logging
import os
import pwd
import sys
from pathlib import Path

from swift.common import utils

KINDS = ("account", "container", "object")
CONF = """\
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
user = {user}
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
disable_fallocate = true
workers = 0
"""
STORAGE = """
[pipeline:main]
pipeline = {kind}-server

[app:{kind}-server]
use = egg:swift#{kind}
"""
PROXY = """
[pipeline:main]
pipeline = s3api tempauth bulk slo proxy-server

[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true

[filter:s3api]
use = egg:swift#s3api
location = us-east-1

[filter:tempauth]
use = egg:swift#tempauth
user_{user_of_key} = {secret} .admin

[filter:bulk]
use = egg:swift#bulk

[filter:slo]
use = egg:swift#slo
"""


class ToStderr(logging.StreamHandler):
    """Takes the place of syslog, which belongs to the machine."""

    def __init__(self, **_given):
        super().__init__(sys.stderr)


class Forgetful:
    """In place of memcached, which the proxy insists on: a cache that keeps nothing."""

    def get(self, *_given, **_named):
        return None

    set = delete = get


def with_cache(app):
    def answer(environ, start_response):
        environ["swift.cache"] = Forgetful()
        return app(environ, start_response)

    return answer


def main(folder, key, secret):
    (folder / "swift.conf").write_text("[swift-hash]\nswift_hash_path_suffix = tests\n")
    (folder / "devices" / "disk").mkdir(parents=True)
    utils.ThreadSafeSysLogHandler = ToStderr
    utils.eventlet_monkey_patch()
    # Swift reads its policies while it is imported: from here on with our folder.
    utils.set_swift_dir(str(folder))

    import eventlet
    from eventlet import wsgi
    from swift.common.http_protocol import SwiftHttpProtocol
    from swift.common.ring import RingBuilder
    from swift.common.wsgi import loadapp

    sockets = {name: eventlet.listen(("127.0.0.1", 0)) for name in (*KINDS, "http", "https")}
    ports = {name: listening.getsockname()[1] for name, listening in sockets.items()}
    for kind in KINDS:
        ring = RingBuilder(part_power=2, replicas=1, min_part_hours=1)
        ring.add_dev(
            {
                "region": 1,
                "zone": 1,
                "weight": 1.0,
                "device": "disk",
                "ip": "127.0.0.1",
                "port": ports[kind],
                "replication_ip": "127.0.0.1",
                "replication_port": ports[kind],
            }
        )
        ring.rebalance()
        ring.get_ring().save(str(folder / f"{kind}.ring.gz"))

    def serve(name, body):
        path = folder / f"{name}.conf"
        user = pwd.getpwuid(os.getuid()).pw_name
        path.write_text(CONF.format(port=ports[name], user=user, folder=folder) + body)
        listening = sockets[name]
        if name == "https":
            pem = str(folder / "server.pem")
            listening = eventlet.wrap_ssl(listening, certfile=pem, keyfile=pem, server_side=True)
        eventlet.spawn(
            wsgi.server,
            listening,
            with_cache(loadapp(str(path), global_conf={"log_name": name})),
            utils.NullLogger(),
            protocol=SwiftHttpProtocol,
            capitalize_response_headers=False,  # clients of S3 look for an ETag, not an Etag
        )

    for kind in KINDS:
        serve(kind, STORAGE.format(kind=kind))
    proxy = PROXY.format(user_of_key=key.replace(":", "_"), secret=secret)
    proxies = ("http", "https") if (folder / "server.pem").exists() else ("http",)
    for name in proxies:
        serve(name, proxy)
    print(json.dumps({name: ports[name] for name in proxies}), flush=True)
    while True:
        eventlet.sleep(3600)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
