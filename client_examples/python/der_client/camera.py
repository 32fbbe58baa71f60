"""A camera as a session's face and body: MediaPipe finds them here, on the client, and no picture leaves it.

Needs the extra `camera` and Google's model files, which are not part of any package of ours.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from der_client.clock import now_us
from der_client.errors import DerClientError
from der_client.faces import poses
from der_client.film import Frame, Picture
from der_client.mock import consent
from der_client.session import AsyncSession
from der_server.v1.session_pb2 import BodySource, FaceSource, SessionStart
from der_server.v1.signals_pb2 import Signals

Floats = NDArray[np.float64]
MODELS = "https://storage.googleapis.com/mediapipe-models"
FACE_MODEL_AT = f"{MODELS}/face_landmarker/face_landmarker/float16/1/face_landmarker.task"
POSE_MODEL_AT = f"{MODELS}/pose_landmarker/pose_landmarker_full/float16/1/pose_landmarker_full.task"
LEAST_VISIBLE = 0.5
"""A joint the model holds for less likely to be seen than this is sent as lost (our choice)."""

JOINTS: Mapping[str, tuple[int, ...]] = {
    "hips": (23, 24),
    "neck": (11, 12),
    "head": (7, 8),
    "leftUpperArm": (11,),
    "leftLowerArm": (13,),
    "leftHand": (15,),
    "rightUpperArm": (12,),
    "rightLowerArm": (14,),
    "rightHand": (16,),
    "leftUpperLeg": (23,),
    "leftLowerLeg": (25,),
    "leftFoot": (27,),
    "rightUpperLeg": (24,),
    "rightLowerLeg": (26,),
    "rightFoot": (28,),
}
"""VRM bone -> MediaPipe's pose landmarks whose middle stands for it (MediaPipe's guide "Pose landmark detection":
7 and 8 are ears, 11 to 16 shoulders, elbows and wrists, 23 to 28 hips, knees and ankles; even numbers are right)."""
TURN = np.array([-1.0, -1.0, 1.0])
"""MediaPipe's world has X to the picture's right, Y down and Z away from the camera. Half a turn about Z gives
OpenXR's, with a person who looks into the camera facing -Z and their right hand at +X."""


def body_joints(landmarks: Sequence[Any]) -> tuple[Floats, list[int]]:
    """Joints f64[15, 3] in metres, OpenXR space, the hips at the origin, in the order of JOINTS, and which are lost.

    landmarks: the 33 world landmarks of one person, each with x, y, z in metres and visibility 0..1.
    """
    places = np.array([(mark.x, mark.y, mark.z) for mark in landmarks], np.float64) * TURN
    seen = np.array([mark.visibility or 0.0 for mark in landmarks])
    joints = np.stack([places[list(parts)].mean(0) for parts in JOINTS.values()])
    lost = [i for i, parts in enumerate(JOINTS.values()) if seen[list(parts)].min() < LEAST_VISIBLE]
    return joints, lost


def face_weights(categories: Sequence[Any]) -> list[float]:
    """The coefficients 0..1 in the order of `faces.poses().names`, by name."""
    scores = {category.category_name: float(category.score) for category in categories}
    return [scores.get(name, 0.0) for name in poses().names]


@dataclass
class Eyes:
    """Finds one face and, with a pose model, one body in pictures: `with Eyes(...) as eyes:`.

    moving: pictures follow one another as in a film; else each is looked at afresh.
    """

    face_model: Path | None
    pose_model: Path | None = None
    moving: bool = True

    def __post_init__(self) -> None:
        """Raises DerClientError where a model file or MediaPipe is missing."""
        self.face_model = _model(self.face_model, "face", FACE_MODEL_AT)
        if self.pose_model is not None:
            self.pose_model = _model(self.pose_model, "pose", POSE_MODEL_AT)
        self._mediapipe, self._vision = _load_mediapipe()

    def __enter__(self) -> Self:
        """Loads the models. Raises DerClientError where a file is no model."""
        self._face = self._open("Face", self.face_model, output_face_blendshapes=True)
        self._pose = self._open("Pose", self.pose_model) if self.pose_model else None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._face.close()
        if self._pose is not None:
            self._pose.close()

    def _open(self, kind: str, model: Path | None, **more: Any) -> Any:
        mode = self._vision.RunningMode.VIDEO if self.moving else self._vision.RunningMode.IMAGE
        base = self._mediapipe.tasks.BaseOptions(model_asset_path=str(model))
        options = getattr(self._vision, f"{kind}LandmarkerOptions")(base_options=base, running_mode=mode, **more)
        try:
            return getattr(self._vision, f"{kind}Landmarker").create_from_options(options)
        except (RuntimeError, ValueError) as error:
            raise DerClientError("BAD_FILE", f"{model} is not a {kind.lower()} landmarker model.") from error

    def start(self) -> SessionStart:
        """The session these eyes can fill."""
        sources = [FaceSource(standard="mediapipe", names=poses().names, device="camera")]
        bodies = [BodySource(standard="vrm", names=JOINTS, device="camera")] if self.pose_model else []
        grants = consent(("face", "body") if self.pose_model else ("face",))
        return SessionStart(consent=grants, face_sources=sources, body_sources=bodies)

    def see(self, picture: Picture, time_us: int) -> Signals:
        """The face and the body of a picture u8[h, w, 3] (RGB, not mirrored); empty where there are none."""
        image = self._mediapipe.Image(self._mediapipe.ImageFormat.SRGB, np.ascontiguousarray(picture))
        signals = Signals()
        for found in self._look(self._face, image, time_us).face_blendshapes[:1]:
            signals.faces.add(capture_time_us=time_us, weights=face_weights(found))
        for marks in self._look(self._pose, image, time_us).pose_world_landmarks[:1] if self._pose else ():
            joints, lost = body_joints(marks)
            signals.bodies.add(capture_time_us=time_us, positions=joints.ravel().tolist(), lost_joints=lost)
        return signals

    def _look(self, landmarker: Any, image: Any, time_us: int) -> Any:
        return landmarker.detect_for_video(image, time_us // 1000) if self.moving else landmarker.detect(image)


async def film(session: AsyncSession, eyes: Eyes, frames: Iterable[Frame]) -> int:
    """Send what the eyes see in each frame when it is due, then finish; how many frames showed a face.

    Raises DerClientError where the session ends.
    """
    begin_us = now_us()
    coming, faces = iter(frames), 0
    while (frame := await asyncio.to_thread(next, coming, None)) is not None:
        due_s, picture = frame
        await asyncio.sleep(max(0.0, due_s + (begin_us - now_us()) / 1e6))
        signals = await asyncio.to_thread(eyes.see, picture, begin_us + round(due_s * 1e6))
        faces += len(signals.faces)
        session.send(signals)
    await session.finish()
    return faces


def _model(path: Path | None, what: str, address: str) -> Path:
    if path is not None and path.is_file():
        return path
    missing = f"There is no file {path}" if path else f"The {what} model is missing"
    raise DerClientError("BAD_FILE", f"{missing}: download {address} and name it with --{what}-model.")


def _load_mediapipe() -> tuple[Any, Any]:
    try:
        import mediapipe  # noqa: PLC0415 - an optional package
        from mediapipe.tasks.python import vision  # noqa: PLC0415
    except (ImportError, OSError) as error:  # OSError: the package without libEGL and libGLESv2
        message = (
            "The camera needs MediaPipe: pip install 'der-server[camera]' (Debian: apt install libegl1 libgles2)."
        )
        raise DerClientError("UNREACHABLE", message) from error
    return mediapipe, vision
