"""What is logged, and where: the terminal as far as -v asks, the file always, orders to terminals nowhere."""

import logging

import pytest

from flows.logs import FILE, log_to_file, log_to_terminal


@pytest.fixture(autouse=True)
def as_before():
    """The root logger and our rooms' as this test found them."""
    loggers = [
        logging.getLogger(name) for name in (None, "feeds", "extractors", "storage", "trends", "flows")
    ]
    before = [(logger, logger.level, list(logger.handlers)) for logger in loggers]
    for logger in loggers[1:]:
        logger.setLevel(logging.NOTSET)  # flows.tasks, imported by an earlier test, says INFO
    yield
    for logger, level, handlers in before:
        logger.setLevel(level)
        for handler in set(logger.handlers) - set(handlers):
            handler.close()
        logger.handlers[:] = handlers


@pytest.mark.parametrize(("verbose", "shown"), [(0, "w"), (1, "wi"), (2, "wid")])
def test_each_v_shows_more(capsys, verbose, shown):
    log_to_terminal(verbose)
    log = logging.getLogger("flows.walk")
    log.warning("w")
    log.info("i")
    log.debug("d")
    assert "".join(line[-1] for line in capsys.readouterr().err.splitlines()) == shown


def test_the_louder_of_two_counts(capsys):
    for verbose in (1, 0):
        log_to_terminal(verbose)
    logging.getLogger("flows.walk").info("once")
    assert capsys.readouterr().err == "INFO flows.walk: once\n"


def test_what_the_report_says_is_not_said_twice(capsys):
    log_to_terminal(0)
    logging.getLogger("flows.follow").warning("feed a: dns")
    logging.getLogger("storage.archive").warning("damaged")
    assert capsys.readouterr().err == "WARNING storage.archive: damaged\n"


def test_what_trafilatura_thinks_of_a_page_is_said_by_our_own_reader(capsys):
    log_to_terminal(0)
    logging.getLogger("trafilatura.core").error("empty HTML tree: None")
    assert capsys.readouterr().err == ""
    log_to_terminal(2)
    logging.getLogger("trafilatura.core").error("empty HTML tree: None")
    assert capsys.readouterr().err == "ERROR trafilatura.core: empty HTML tree: None\n"


def test_a_page_cannot_write_lines_of_ours_nor_give_orders(capsys, tmp_path):
    log_to_terminal(0)
    log_to_file(tmp_path)
    logging.getLogger("feeds.poll").warning("title: %s", "x\nERROR flows: all is lost\x1b[2J")
    said = capsys.readouterr().err
    assert said == "WARNING feeds.poll: title: x ERROR flows: all is lost\N{REPLACEMENT CHARACTER}[2J\n"
    assert "\x1b" not in (tmp_path / "log" / FILE).read_text()


def test_the_file_holds_what_the_terminal_does_not_show(capsys, tmp_path):
    log_to_terminal(0)
    log_to_file(tmp_path)
    logging.getLogger("flows.walk").info("skipped")
    logging.getLogger("aiohttp").info("not ours")
    assert capsys.readouterr().err == ""
    [line] = (tmp_path / "log" / FILE).read_text().splitlines()
    assert line.endswith(" INFO flows.walk: skipped")
    assert line[10] == "T"


def test_a_place_that_cannot_be_written_costs_the_log_and_not_the_run(capsys, tmp_path):
    (tmp_path / "log").write_text("a file where the folder should be")
    log_to_terminal(1)
    log_to_file(tmp_path)
    logging.getLogger("flows.walk").info("goes on")
    assert "no log in" in capsys.readouterr().err
