"""What is kept: worked out once until the store changes, and brought up to date unasked while it is in use."""

import threading
import time

from watchdesk.desk.remembered import Remembered
from watchdesk.desk.worklist import Worklist
from watchdesk.store.judging import decide


def change(store):
    worklist = Worklist(store)
    worklist.refresh()
    decide(store, "accept", worklist.items(limit=1)[0].claim_id, by="ana")


def test_an_answer_is_kept_until_the_store_changes(store):
    memory, made = Remembered(store, longer_s=0), []
    for _ in range(2):
        memory.ask("how many", lambda: made.append(1))
    assert len(made) == 1
    change(store)
    memory.ask("how many", lambda: made.append(1))
    assert len(made) == 2


def test_of_several_who_ask_at_once_one_works_it_out(store):
    memory, made = Remembered(store), []

    def slow():
        made.append(1)
        time.sleep(0.2)
        return "answer"

    told = []
    threads = [threading.Thread(target=lambda: told.append(memory.ask("slow", slow))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (made, told) == ([1], ["answer"] * 6)


def test_an_answer_in_use_is_brought_up_to_date_unasked(store, monkeypatch):
    monkeypatch.setattr("watchdesk.desk.remembered._EVERY_S", 0.02)
    memory, made, renewed = Remembered(store, longer_s=0), [], threading.Event()

    def work():
        made.append(1)
        if len(made) > 1:
            renewed.set()
        return len(made)

    memory.ask("in use", work)
    stop = threading.Event()
    keeper = threading.Thread(target=memory.keep_up, args=(stop,))
    keeper.start()
    change(store)
    assert renewed.wait(20)
    stop.set()
    keeper.join()
    assert memory.ask("in use", work) == len(made) > 1
