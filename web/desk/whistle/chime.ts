// SPDX-License-Identifier: Apache-2.0
// Two short tones when a whistle comes in, for who has asked for them. Made here: no file to load, nothing to play by itself.
import { pref, setPref } from '@shared/prefs'

const KEY = 'whistle.sound'
export const soundOn = (): boolean => pref<boolean>(KEY, false)

let audio: AudioContext | undefined

function tone(at: number, hertz: number): void {
  if (!audio) return
  const wave = audio.createOscillator()
  const loud = audio.createGain()
  wave.frequency.value = hertz
  loud.gain.setValueAtTime(0.0001, at)
  loud.gain.exponentialRampToValueAtTime(0.2, at + 0.02)
  loud.gain.exponentialRampToValueAtTime(0.0001, at + 0.25)
  wave.connect(loud).connect(audio.destination)
  wave.start(at)
  wave.stop(at + 0.26)
}

export function chime(): void {
  if (!soundOn()) return
  try {
    audio ??= new AudioContext()
    void audio.resume()
    tone(audio.currentTime, 880)
    tone(audio.currentTime + 0.3, 1175)
  } catch {
    // A browser without sound, or one that nobody has touched yet: the banner is seen all the same.
  }
}

/** Plays once when switched on, so that one hears what it is; the browser lets a page sound only after such a touch. */
export function toggleSound(): void {
  setPref(KEY, !soundOn())
  chime()
}
