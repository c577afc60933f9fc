/** The desk's voice. A browser lets a page sound only after somebody pressed something on it. */
export type Voice = {
  /** Two short tones, twice; false: the browser does not let us yet. */
  readonly sound: () => boolean;
  /** To be called while a press is handled: from then on it may sound. */
  readonly wake: () => Promise<void>;
  readonly close: () => void;
};

const tonesHz = [880, 660, 880, 660];
const toneS = 0.16;
const gapS = 0.06;

/** Opens the voice; nothing sounds yet. */
export function openVoice(): Voice {
  const context = new AudioContext();
  return {
    sound: () => {
      if (context.state !== 'running') return false;
      tonesHz.forEach((hz, at) => {
        playTone(context, hz, context.currentTime + at * (toneS + gapS));
      });
      return true;
    },
    wake: () => context.resume(),
    close: () => void context.close(),
  };
}

/** A tone that begins and ends softly: a hard edge is a click. */
function playTone(context: AudioContext, hz: number, fromS: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = hz;
  gain.gain.setValueAtTime(0, fromS);
  gain.gain.linearRampToValueAtTime(0.25, fromS + 0.02);
  gain.gain.linearRampToValueAtTime(0, fromS + toneS);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(fromS);
  oscillator.stop(fromS + toneS);
}
