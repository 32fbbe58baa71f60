// The avatar on its stage: eases toward the advised expression, in the procedural head or in a dropped VRM.

import * as THREE from "three";
import type { VRM } from "@pixiv/three-vrm";
import { Head } from "./head";

type Weights = Record<string, number>;

/** What a VRM preset means for a face of ARKit shapes, where only presets are advised. */
const PRESETS: Record<string, string[]> = {
  happy: ["mouthSmileLeft", "mouthSmileRight", "cheekSquintLeft", "cheekSquintRight"],
  angry: ["browDownLeft", "browDownRight", "mouthPressLeft", "mouthPressRight", "noseSneerLeft", "noseSneerRight"],
  sad: ["browInnerUp", "mouthFrownLeft", "mouthFrownRight"],
  surprised: ["browInnerUp", "browOuterUpLeft", "browOuterUpRight", "eyeWideLeft", "eyeWideRight", "jawOpen"],
};
const DISTANCE = 5.4;
/** Pictures a second: enough for a face, and half the work of a screen's 60. */
const MOST_HZ = 30;
const CALM = matchMedia("(prefers-reduced-motion: reduce)");

export class Stage {
  private readonly renderer = new THREE.WebGLRenderer({ antialias: true, alpha: true });
  private readonly scene = new THREE.Scene();
  private readonly camera = new THREE.PerspectiveCamera(26, 1, 0.05, 50);
  private readonly clock = new THREE.Clock();
  private readonly head: Head;
  private vrm: { model: VRM; showOn: typeof import("./vrm").showOn } | undefined;
  private wanted: Weights = {};
  private shown: Weights = {};
  private presets: Weights = {};
  private blendS = 0.2;
  private sinceS = 0;

  constructor(
    private readonly host: HTMLElement,
    arkit: string[],
  ) {
    this.head = new Head(arkit);
    const key = new THREE.DirectionalLight(0xfff4e6, 1.7);
    key.position.set(1.6, 2.2, 3);
    const rim = new THREE.DirectionalLight(0xbcd7ff, 0.9);
    rim.position.set(-2.5, 1, -1);
    this.scene.add(new THREE.HemisphereLight(0xffffff, 0xd8ccc0, 1.9), key, rim, this.head.root);
    this.camera.position.z = DISTANCE;
    this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    host.append(this.renderer.domElement);
    new ResizeObserver(() => this.fit()).observe(host);
    this.fit();
    this.renderer.setAnimationLoop(() => this.draw());
  }

  /** Shape weights now on the face, by ARKit name. */
  get weights(): Weights {
    return this.head.weights;
  }

  /** Expressions now on a dropped model, by name. */
  get expressions(): Weights {
    const known = this.vrm?.model.expressionManager?.expressions ?? [];
    return Object.fromEntries(known.map((expression) => [expression.expressionName, expression.weight]));
  }

  /** Move to an expression over `blendS` seconds. */
  perform(shapes: Weights, presets: Weights, blendS: number): void {
    this.presets = presets;
    this.blendS = Math.max(0.05, blendS);
    this.wanted = Object.keys(shapes).length ? shapes : fromPresets(presets);
  }

  /** Show a dropped model instead of the head. Rejects where the file is no VRM. */
  async wear(file: File): Promise<void> {
    const { loadVrm, showOn, headOf } = await import("./vrm");
    const model = await loadVrm(file);
    this.scene.remove(this.vrm?.model.scene ?? this.head.root);
    this.vrm = { model, showOn };
    this.scene.add(model.scene);
    model.scene.updateMatrixWorld(true);
    const at = headOf(model);
    this.camera.position.set(at.x, at.y + 0.05, at.z + 1.1);
    this.camera.lookAt(at.x, at.y + 0.05, at.z);
  }

  private fit(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (width && height) {
      this.renderer.setSize(width, height, false);
      this.camera.aspect = width / height;
      if (!this.vrm) {
        this.camera.position.z = DISTANCE * Math.max(1, 0.95 / this.camera.aspect); // wide enough for the ears
      }
      this.camera.updateProjectionMatrix();
    }
  }

  private draw(): void {
    this.sinceS += this.clock.getDelta();
    if (this.sinceS < 0.9 / MOST_HZ) {
      return;
    }
    const passedS = Math.min(0.1, this.sinceS);
    this.sinceS = 0;
    const share = 1 - Math.exp((-3 * passedS) / this.blendS); // 95 % of the way within the advised time
    for (const name of new Set([...Object.keys(this.wanted), ...Object.keys(this.shown)])) {
      const now = this.shown[name] ?? 0;
      this.shown[name] = now + ((this.wanted[name] ?? 0) - now) * share;
    }
    this.head.show(this.shown);
    if (this.vrm) {
      this.vrm.showOn(this.vrm.model, this.presets, this.shown);
      this.vrm.model.update(passedS);
    } else if (!CALM.matches) {
      const timeS = this.clock.elapsedTime;
      this.head.root.rotation.set(Math.sin(timeS * 0.9) * 0.02, Math.sin(timeS * 0.5) * 0.1, 0);
    }
    this.renderer.render(this.scene, this.camera);
  }
}

function fromPresets(presets: Weights): Weights {
  const shapes: Weights = {};
  for (const [preset, weight] of Object.entries(presets)) {
    for (const name of PRESETS[preset] ?? []) {
      shapes[name] = Math.max(shapes[name] ?? 0, weight);
    }
  }
  return shapes;
}
