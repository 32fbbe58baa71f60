"""Draws what every rig is advised to show for each emotion, on one drawn face: docs/pictures/faces_<rig>.png.

python docs/draw_faces.py   (needs matplotlib: pip install -e '.[train]')

The face is drawn from the weights as a client gets them, after three seconds of one emotion at 90 %: names of a face
standard are read back by its own table, action units and VRM presets by the tables below.
"""

from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl
import numpy as np

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Ellipse, Polygon

from der_server.advice.advice import AvatarAdvice, Target
from der_server.advice.avatar import AvatarAdvisor
from der_server.advice.display import units
from der_server.advice.rig import RIGS, Rig, channels_of
from der_server.emotion.feeling import Feeling, Spread
from der_server.labels import EMOTIONS

PICTURES = Path(__file__).parent / "pictures"
PRESETS = {
    "happy": {"mouthSmile": 0.9, "cheekSquint": 0.6, "eyeSquint": 0.2, "mouthLowerDown": 0.2},
    "angry": {"browDown": 0.95, "eyeSquint": 0.5, "mouthPress": 0.6, "mouthFrown": 0.3},
    "sad": {"browInnerUp": 0.8, "mouthFrown": 0.7, "mouthShrugLower": 0.3},
    "relaxed": {"mouthSmile": 0.35, "eyeBlink": 0.25},
    "surprised": {"browInnerUp": 0.8, "browOuterUp": 0.85, "eyeWide": 0.7, "jawOpen": 0.6},
}
"""A drawn avatar's own idea of the VRM presets."""
SKIN, INK, LIP = "#f2d3b8", "#3b2a24", "#b5524d"
Face = Mapping[str, float]


def feeling(emotion: str) -> Feeling:
    """One emotion at 90 %."""
    probs = np.full(len(EMOTIONS), 0.1 / (len(EMOTIONS) - 1), np.float32)
    probs[EMOTIONS.index(emotion)] = 0.9
    zero = Spread(0, 0.3)
    return Feeling(0, probs, EMOTIONS.index(emotion), 0.9, zero, zero, zero, {})


def advice(rig: str, role: str, emotion: str) -> tuple[Rig, AvatarAdvice]:
    """The rig, and what it is advised after three seconds."""
    target = Target("t", rig, role=role)
    advisor = AvatarAdvisor([target])
    said = [advisor.advise(target, feeling(emotion), i * 100_000, False, "general") for i in range(30)]
    return advisor.rigs["t"], said[-1]


def face_of(rig: str, table: Rig, weights: np.ndarray) -> Face:
    """The weights as one face: channel of the canonical face -> 0..1."""
    sums: dict[str, float] = {}
    masses: dict[str, float] = {}
    for name, weight in zip(table.names, map(float, weights), strict=True):
        if rig == "vrm":
            for channel, share in PRESETS.get(name, {}).items():
                for side in ("Left", "Right"):
                    key = channel if channel in ("browInnerUp", "jawOpen", "mouthShrugLower") else channel + side
                    sums[key] = min(1.0, sums.get(key, 0.0) + share * weight)
        elif rig == "facs":
            for channel, share in units()[name.lower()].channels.items():
                sums[channel] = max(sums.get(channel, 0.0), share * weight)
        else:
            for channel, share in channels_of(name, rig).items():
                sums[channel] = sums.get(channel, 0.0) + share * weight
                masses[channel] = masses.get(channel, 0.0) + share
    return {channel: value / masses.get(channel, 1.0) for channel, value in sums.items()}


def draw(axes: Axes, face: Face) -> None:
    """A front view; the person's left is on the right of the picture, as one sees them."""

    def value(name: str, side: str = "") -> float:
        return face.get(name + side, 0.0)

    axes.add_patch(Ellipse((0, 0), 2.0, 2.6, fc=SKIN, ec=INK, lw=1))
    for side, sign in (("Right", -1), ("Left", 1)):
        tight = 0.55 * value("eyeSquint", side) + 0.35 * value("cheekSquint", side)
        _eye(axes, sign, (value("eyeWide", side), tight, value("eyeBlink", side)), value("cheekSquint", side))
        _brow(axes, sign, (value("browInnerUp"), value("browOuterUp", side)), value("browDown", side))
    sneer = (value("noseSneer", "Left") + value("noseSneer", "Right")) / 2
    axes.plot([-0.1, -0.16, 0.16, 0.1], [0.12, -0.22 + 0.05 * sneer, -0.22 + 0.05 * sneer, 0.12], color=INK, lw=0.8)
    for x in (-0.07, 0, 0.07):
        axes.plot([x * 2, x], [0.32, 0.2], color=INK, lw=1.6 * sneer)
    _mouth(axes, value)
    axes.set(xlim=(-1.15, 1.15), ylim=(-1.4, 1.4), aspect="equal")
    axes.axis("off")


def _eye(axes: Axes, sign: int, lids: tuple[float, float, float], cheek: float) -> None:
    wide, tight, blink = lids
    top = 0.13 * (1 + 0.7 * wide) * (1 - blink) * (1 - 0.4 * tight)
    bottom = 0.11 * (1 + 0.25 * wide) * (1 - blink) * (1 - tight)
    x = np.linspace(-0.24, 0.24, 25)
    arch = 1 - (x / 0.24) ** 2
    outline = np.concatenate([np.c_[x, top * arch], np.c_[x[::-1], -max(bottom, 0.01) * arch[::-1]]])
    white = Polygon(np.add(outline, (0.42 * sign, 0.3)), fc="white", ec=INK, lw=1)
    axes.add_patch(white)
    iris = Ellipse((0.42 * sign, 0.3), 0.19, 0.19, fc="#5b4636", ec=INK, lw=0.5)
    axes.add_patch(iris)
    iris.set_clip_path(white)
    if cheek > 0.2:
        axes.plot(0.42 * sign + x, 0.12 + 0.04 * cheek - 0.05 * arch, color=INK, lw=1.2 * cheek)


def _brow(axes: Axes, sign: int, up: tuple[float, float], down: float) -> None:
    inner, outer = up
    x = np.array([0.14 - 0.05 * down, 0.4, 0.68])
    middle = 0.66 + 0.08 * inner + 0.13 * outer - 0.12 * down
    y = np.array([0.6 + 0.2 * inner - 0.2 * down, middle, 0.6 + 0.17 * outer - 0.04 * down])
    fine = np.linspace(x[0], x[2], 20)
    axes.plot(sign * fine, np.polyval(np.polyfit(x, y, 2), fine), color=INK, lw=3, solid_capstyle="round")


def _mouth(axes: Axes, value: object) -> None:
    def both(name: str) -> float:
        return (value(name, "Left") + value(name, "Right")) / 2  # type: ignore[operator]

    def one(name: str, side: str = "") -> float:
        return value(name, side)  # type: ignore[operator, no-any-return]

    width = 0.36 + 0.14 * both("mouthSmile") + 0.14 * both("mouthStretch")
    ends = {
        side: 0.22 * one("mouthSmile", side) - 0.2 * one("mouthFrown", side) - 0.05 * one("mouthStretch", side)
        for side in ("Left", "Right")
    }
    x = np.linspace(-1, 1, 31)
    corner = np.where(x < 0, ends["Right"], ends["Left"]) * x**2
    arch = 1 - x**2
    raised = 0.12 * both("mouthUpperUp")
    lowered = 0.13 * both("mouthLowerDown") + 0.42 * one("jawOpen")
    shrug = 0.1 * one("mouthShrugLower")
    thin = 1 - 0.75 * max(both("mouthPress"), both("mouthTightener"))
    y = -0.62 + corner + shrug * arch
    inside = np.concatenate([np.c_[x * width, y + raised * arch], np.c_[x[::-1] * width, (y - lowered * arch)[::-1]]])
    axes.add_patch(Polygon(inside, fc="#5a1f1f", ec="none"))
    for edge, sign, rest in ((y + raised * arch, 1, 0.07), (y - lowered * arch, -1, 0.09)):
        outer = (edge + sign * rest * thin * arch)[::-1]
        lip = np.concatenate([np.c_[x * width, edge], np.c_[x[::-1] * width, outer]])
        axes.add_patch(Polygon(lip, fc=LIP, ec="none"))
    axes.plot(x * width, y + raised * arch, color=INK, lw=0.8)
    if shrug > 0.02:
        axes.plot(x[8:23] * width, np.full(15, -0.9) + 0.05 * arch[8:23], color=INK, lw=8 * shrug)


def main() -> None:
    """Every rig's picture."""
    PICTURES.mkdir(exist_ok=True)
    for rig in RIGS:
        figure, grid = plt.subplots(2, len(EMOTIONS), figsize=(1.5 * len(EMOTIONS), 4.0))
        for row, role in enumerate(("own", "counterpart")):
            for axes, emotion in zip(grid[row], EMOTIONS, strict=True):
                table, said = advice(rig, role, emotion)
                draw(axes, face_of(rig, table, said.weights))
                axes.set_title(emotion if role == "own" else f"answers {emotion}", fontsize=8)
        figure.suptitle(f"{rig}: the person's own avatar, and a counterpart", fontsize=9)
        figure.tight_layout(h_pad=2)
        figure.savefig(PICTURES / f"faces_{rig}.png", dpi=70)
        plt.close(figure)


if __name__ == "__main__":
    main()
