"""A non-player character that listens: a language model answers, and the emotion server says how.

Lines typed on stdin go to the server as text, and to any OpenAI-compatible endpoint as the user's turn. What the
server advises goes into the system prompt; nothing the player typed does. Where the player's words call for a human,
no model is asked.

python client_examples/python/npc_loop.py --url http://127.0.0.1:11434/v1 --model llama3.2
"""

import argparse
import asyncio
import contextlib
import json
import os
import sys
import urllib.error
import urllib.request

from der_client import AsyncSession, DerClientError, connect, now_us
from der_server.v1 import signals_pb2
from der_server.v1.advice_pb2 import DialogueAdvice
from der_server.v1.emotion_pb2 import TRIGGER_TEXT
from der_server.v1.session_pb2 import (
    SCENARIO_GAME,
    SUBJECT_ROLE_PLAYER,
    USE_INFER,
    ConsentGrant,
    LegalContext,
    SessionStart,
)

WHO = "You are Mira, the ferrywoman in a fantasy game. Stay in character. Answer in plain speech."
TURNS = 12
"""Turns of the conversation that are sent along."""
READ_S = 5.0
TIMEOUT_S = 60.0
Turn = dict[str, str]


def prompt(advice: DialogueAdvice, history: list[Turn]) -> list[Turn]:
    """The messages for the model: character and advice as the system, then the conversation as it was said."""
    return [{"role": "system", "content": f"{WHO}\n\n{advice.llm_context}"}, *history[-TURNS:]]


def ask(url: str, model: str, key: str, messages: list[Turn], max_words: int) -> str:
    """One answer of an OpenAI-compatible endpoint (POST {url}/chat/completions). Raises DerClientError."""
    body = {"model": model, "messages": messages, "max_tokens": 4 * (max_words or 60)}
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
    request = urllib.request.Request(f"{url.rstrip('/')}/chat/completions", json.dumps(body).encode(), headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310 - the user's own endpoint
            return str(json.load(answer)["choices"][0]["message"]["content"])
    except (urllib.error.URLError, TimeoutError) as error:
        raise DerClientError("UNAVAILABLE", f"The language model at {url} does not answer: {error}.") from None
    except (KeyError, IndexError, TypeError, json.JSONDecodeError):
        raise DerClientError("BAD_REQUEST", f"What {url} answers is not a chat completion.") from None


def start() -> SessionStart:
    """A player of a game who lets their words be read."""
    return SessionStart(
        context=LegalContext(scenario=SCENARIO_GAME, subject_role=SUBJECT_ROLE_PLAYER),
        consent=[ConsentGrant(modality=signals_pb2.MODALITY_TEXT, uses=[USE_INFER])],
    )


async def advised(session: AsyncSession, line: str) -> DialogueAdvice:
    """What the server advises once it has read the line, or has had READ_S to. Raises DerClientError."""
    sent_us = now_us()
    text = signals_pb2.TextInput(capture_time_us=sent_us, text=line)
    session.send(signals_pb2.Signals(texts=[text]))
    advice: DialogueAdvice | None = None
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(READ_S):
            async for state in session.states():
                if state.covered_to_us >= sent_us:
                    advice = state.dialogue
                if advice is not None and (state.trigger == TRIGGER_TEXT or advice.needs_human):
                    break
    if advice is None:
        raise DerClientError("UNAVAILABLE", "The emotion server says nothing: is it overloaded?")
    return advice


async def converse(asked: argparse.Namespace) -> None:
    """Read lines until the end of stdin. Raises DerClientError."""
    key, history = os.environ.get("OPENAI_API_KEY", "none"), list[Turn]()
    async with connect(asked.address) as client, client.session(start(), confirm_notice=True) as session:
        print(session.ready.notice.text, file=sys.stderr)
        while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
            advice = await advised(session, line)
            history.append({"role": "user", "content": line})
            if advice.needs_human:
                answer = advice.wording[0]
                print("A human must look now.", file=sys.stderr)
            else:
                messages = prompt(advice, history)
                answer = await asyncio.to_thread(ask, asked.url, asked.model, key, messages, advice.max_words)
            history.append({"role": "assistant", "content": answer})
            print(f"[{advice.strategy}] {answer}", flush=True)


def main() -> int:
    """Run; 1 with one sentence where it fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default="127.0.0.1:50710", help="HOST:PORT of the emotion server")
    parser.add_argument("--url", default="http://127.0.0.1:11434/v1", help="base of an OpenAI-compatible endpoint")
    parser.add_argument("--model", default="llama3.2")
    try:
        asyncio.run(converse(parser.parse_args()))
    except DerClientError as error:
        print(f"npc_loop: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
