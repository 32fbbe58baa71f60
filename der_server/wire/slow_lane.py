"""What a visit asks of the slow lane: its final texts, and the heavy voice expert."""

from der_server.models.text_pool import pool_pieces
from der_server.session.house import House
from der_server.session.texts import readings
from der_server.session.visit import Visit


async def read_texts(visit: Visit, house: House) -> None:
    """Ask the slow lane about the visit's final texts."""
    texts = visit.texts.take()
    pieces = [readings(text, visit.judgement.talk.language) for text in texts]
    answers = await house.read([piece for stretches in pieces for piece in stretches])
    if texts and answers is not None and house.text is not None:
        rest = iter(answers)
        pooled = [pool_pieces([next(rest) for _ in stretches]) for stretches in pieces]
        visit.read(house.text.card.name, texts, pooled)


async def overhear(visit: Visit, house: House) -> None:
    """Ask the slow lane's heavy voice expert about what the visit has heard, where there is enough of it."""
    step = visit.overheard.step()
    stepped = await house.infer_recorded(step) if step is not None else None
    if stepped is not None:
        visit.overheard.answered(stepped)
