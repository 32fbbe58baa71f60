// From Unreal's space (left-handed, X forward, Y right, Z up, centimetres) to OpenXR's (right-handed, Y up, -Z forward,
// metres). The axes move to x = Y, y = Z, z = -X; the change of hand turns the sense of every rotation.
#pragma once

#include "der/messages.h"

namespace der {

// A position in Unreal units.
inline v1::Vec3 PositionFromUnreal(double x, double y, double z) {
  v1::Vec3 out;
  out.x = static_cast<float>(y / 100);
  out.y = static_cast<float>(z / 100);
  out.z = static_cast<float>(-x / 100);
  return out;
}

// A rotation, x y z w as in FQuat.
inline v1::Quat RotationFromUnreal(double x, double y, double z, double w) {
  v1::Quat out;
  out.x = static_cast<float>(-y);
  out.y = static_cast<float>(-z);
  out.z = static_cast<float>(x);
  out.w = static_cast<float>(w);
  return out;
}

}  // namespace der
