"""The notice a person must see before anything is inferred (EU AI Act Art. 50(3); BIPA 15(b))."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from der_server.labels import MODALITIES

KEEP_SIGNALS_S = 3.0
"""How long raw signals stay in memory at most: the longest window, that of the body."""


@dataclass(frozen=True, slots=True)
class Storing:
    """What is stored of people who consent to it. days: of a profile, after the last visit; history_h: of an emotion
    history, 0 = none is kept."""

    days: float
    history_h: float = 0.0


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
        "not stored; {stored} It is run by {who}. You can stop it at any time."
    ),
    "zh": (
        "本系统会根据您的{what}自动估计您所表现的情绪，{why}。估计可能有误。"
        "信号在内存中最多保留{keep:g}秒，不会存储；{stored}系统由{who}运行。您可以随时停止。"
    ),
}
_STORED = {
    "en": {
        "nothing": "nothing is kept after the session.",
        "profile": (
            "if you agree to it, what was learnt of how you show emotions is kept, encrypted, for up to {days:g} "
            "days after your last visit."
        ),
        "history": "If you agree to recording, a history of the estimates is kept for up to {hours:g} hours.",
        "rights": "You can see, take along and erase what is kept at any time.",
    },
    "zh": {
        "nothing": "会话结束后不保留任何数据。",
        "profile": "经您同意，系统所了解的您的情绪表达方式将加密保存，最长为最后一次访问后{days:g}天。",
        "history": "经您同意记录后，估计结果的历史最长保存{hours:g}小时。",
        "rights": "您可以随时查看、导出和删除所保存的数据。",
    },
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
    stores: bool = False


def notice_version(operator_name: str, storing: Storing | None = None) -> str:
    """One version for all languages and modalities, so that a person who saw it need not see it twice."""
    words = repr((_TEXTS, _NAMES, _WHY, _STORED, KEEP_SIGNALS_S, operator_name, storing))
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def version_for(version: str, purpose: str) -> str:
    """The version of the notice for a purpose: who agreed to one purpose has not been told of another."""
    return version if purpose == "interaction" else f"{version}-{purpose}"


def _stored(tongue: str, storing: Storing | None) -> str:
    words = _STORED[tongue]
    if storing is None:
        return words["nothing"]
    parts = [words["profile"], *([words["history"]] if storing.history_h else []), words["rights"]]
    said = (part.format(days=storing.days, hours=storing.history_h) for part in parts)
    return ("" if tongue == "zh" else " ").join(said)


def notice_for(
    language: str,
    modalities: Sequence[str],
    operator_name: str,
    purpose: str = "interaction",
    *,
    storing: Storing | None = None,
) -> PrivacyNotice:
    """The notice in `language` (Chinese for zh*, else English): what will be read, why, and what is kept."""
    tongue = "zh" if language.lower().startswith("zh") else "en"
    read = tuple(m for m in MODALITIES if m in modalities)
    what = ("、" if tongue == "zh" else ", ").join(_NAMES[tongue][m] for m in read)
    text = _TEXTS[tongue].format(
        what=what or "-",
        why=_WHY[tongue][purpose],
        keep=KEEP_SIGNALS_S,
        who=operator_name,
        stored=_stored(tongue, storing),
    )
    version = version_for(notice_version(operator_name, storing), purpose)
    return PrivacyNotice(
        version, tongue, text, read, KEEP_SIGNALS_S, operator_name, purpose, stores=storing is not None
    )
