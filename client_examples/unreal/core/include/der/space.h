// From Unreal's space (left-handed, X forward, Y right, Z up, centimetres) to OpenXR's (right-handed, Y up, -Z forward,
// metres). The axes move to x = Y, y = Z, z = -X; the change of hand turns the sense of every rotation.
#pragma once

#include "der_server/v1/signals.pb.h"

namespace der {

// A position in Unreal units.
inline der_server::v1::Vec3 PositionFromUnreal(double x, double y, double z) {
  der_server::v1::Vec3 out;
  out.set_x(static_cast<float>(y / 100));
  out.set_y(static_cast<float>(z / 100));
  out.set_z(static_cast<float>(-x / 100));
  return out;
}

// A rotation, x y z w as in FQuat.
inline der_server::v1::Quat RotationFromUnreal(double x, double y, double z, double w) {
  der_server::v1::Quat out;
  out.set_x(static_cast<float>(-y));
  out.set_y(static_cast<float>(-z));
  out.set_z(static_cast<float>(x));
  out.set_w(static_cast<float>(w));
  return out;
}

}  // namespace der
