"""A server that is asked for runs. (tools/cadre_cli/runner.py, postgres.py)"""

from cadre_cli import runner


def test_asked_for_again_after_release():
    """Who releases the last hold stops the server; who asks afterwards in the same process gets a running one."""
    for _again in range(2):
        cluster = runner.ensure()
        assert cluster.sql("SELECT 1") == [["1"]]
        cluster.release()
    cluster = runner.ensure()
    cluster.release()
    cluster.release()  # twice does no harm
