// Lines over the last minute, drawn when a state comes.

export interface Line {
  colour: string;
  values: number[];
  /** Half the height of the band around each value; empty = no band. */
  spreads: number[];
}

export const WINDOW_S = 60;
const FONT = "11px system-ui, sans-serif";

/** Draw lines of values in low..high over times in seconds, the newest at the right edge. */
export function drawLines(canvas: HTMLCanvasElement, timesS: number[], lines: Line[], low: number, high: number): void {
  const context = canvas.getContext("2d");
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || !width) {
    return;
  }
  const scale = devicePixelRatio;
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const nowS = timesS.at(-1) ?? 0;
  const x = (timeS: number) => width * (1 - (nowS - timeS) / WINDOW_S);
  const y = (value: number) => 4 + (height - 8) * (1 - (value - low) / (high - low));
  drawGrid(context, width, y, low, high);
  for (const line of lines) {
    if (line.spreads.length) {
      context.globalAlpha = 0.22;
      context.fillStyle = line.colour;
      context.beginPath();
      timesS.forEach((timeS, i) => context.lineTo(x(timeS), y(Math.min(high, line.values[i] + line.spreads[i]))));
      for (let i = timesS.length - 1; i >= 0; i--) {
        context.lineTo(x(timesS[i]), y(Math.max(low, line.values[i] - line.spreads[i])));
      }
      context.fill();
      context.globalAlpha = 1;
    }
    context.strokeStyle = line.colour;
    context.lineWidth = 2;
    context.lineJoin = "round";
    context.beginPath();
    timesS.forEach((timeS, i) => context.lineTo(x(timeS), y(line.values[i])));
    context.stroke();
  }
}

function drawGrid(
  context: CanvasRenderingContext2D,
  width: number,
  y: (value: number) => number,
  low: number,
  high: number,
): void {
  context.font = FONT;
  context.textBaseline = "middle";
  for (const value of [low, (low + high) / 2, high]) {
    context.strokeStyle = colourOf("--grid");
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(0, y(value));
    context.lineTo(width, y(value));
    context.stroke();
    context.fillStyle = colourOf("--quiet");
    context.fillText(String(value), 2, Math.min(Math.max(y(value), 8), context.canvas.clientHeight - 8));
  }
}

export const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();
