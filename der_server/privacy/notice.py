"""The notice a person must see before anything is inferred (EU AI Act Art. 50(3); BIPA 15(b))."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from der_server.labels import MODALITIES

KEEP_SIGNALS_S = 3.0
"""How long raw signals stay in memory at most: the longest window, that of the body."""

_NAMES = {
    "en": {
        "face": "facial expression",
        "body": "posture and movement",
        "voice": "the sound of your voice",
        "text": "what you write or say",
        "behaviour": "how you use the application",
    },
    "zh": {
        "face": "面部表情",
        "body": "姿态和动作",
        "voice": "声音",
        "text": "文字和话语",
        "behaviour": "操作行为",
    },
}
_WHY = {
    "en": {
        "interaction": "so that avatars and dialogue can respond to you",
        "medical": "for a medical purpose",
        "safety": "for your safety or that of others",
        "self_training": "for your own training; nobody else sees the results",
        "research": "for research",
    },
    "zh": {
        "interaction": "以便虚拟形象和对话作出回应",
        "medical": "用于医疗目的",
        "safety": "用于保障您或他人的安全",
        "self_training": "用于您自己的训练，结果不会给其他人看",
        "research": "用于研究",
    },
}
_TEXTS = {
    "en": (
        "An automatic system estimates from {what} which emotion you seem to express, {why}. "
        "It may be wrong. Signals stay in memory for at most {keep:g} seconds and are "
        "not stored; nothing is kept after the session. It is run by {who}. You can stop it at any time."
    ),
    "zh": (
        "本系统会根据您的{what}自动估计您所表现的情绪，{why}。估计可能有误。"
        "信号在内存中最多保留{keep:g}秒，不会存储；会话结束后不保留任何数据。系统由{who}运行。您可以随时停止。"
    ),
}


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """Ready text and what it says, machine-readable. `version` changes with every word of it."""

    version: str
    language: str
    text: str
    modalities: tuple[str, ...]
    keep_signals_s: float
    operator_name: str
    purpose: str


def notice_version(operator_name: str) -> str:
    """One version for all languages and modalities, so that a person who saw it need not see it twice."""
    words = repr((_TEXTS, _NAMES, _WHY, KEEP_SIGNALS_S, operator_name))
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def version_for(version: str, purpose: str) -> str:
    """The version of the notice for a purpose: who agreed to one purpose has not been told of another."""
    return version if purpose == "interaction" else f"{version}-{purpose}"


def notice_for(
    language: str, modalities: Sequence[str], operator_name: str, purpose: str = "interaction"
) -> PrivacyNotice:
    """The notice in `language` (Chinese for zh*, else English) for what will be read, and why."""
    tongue = "zh" if language.lower().startswith("zh") else "en"
    named = [_NAMES[tongue][m] for m in MODALITIES if m in modalities]
    what = "、".join(named) if tongue == "zh" else ", ".join(named)
    text = _TEXTS[tongue].format(what=what or "-", why=_WHY[tongue][purpose], keep=KEEP_SIGNALS_S, who=operator_name)
    read = tuple(m for m in MODALITIES if m in modalities)
    version = version_for(notice_version(operator_name), purpose)
    return PrivacyNotice(version, tongue, text, read, KEEP_SIGNALS_S, operator_name, purpose)
