// SPDX-License-Identifier: Apache-2.0
// Photos are made smaller on the phone before they travel: at most 1920 px, JPEG.
// Drawing the picture anew also drops what the camera wrote beside it (place, time, device). A format the browser
// cannot read (HEIC on Android) travels as it is; the server can read it.

const LONGEST_SIDE = 1920
const QUALITY = 0.82
/** What the server takes for one file of a person without account. */
const LARGEST_FILE = 10 * 1024 * 1024

export class PhotoError extends Error {}

interface Decoded {
  source: CanvasImageSource
  width: number
  height: number
  release(): void
}

/** By an image element: for browsers whose createImageBitmap is missing or refuses the file. */
function decodeByElement(file: Blob): Promise<Decoded> {
  return new Promise((resolve, reject) => {
    const url = URL.createObjectURL(file)
    const image = new Image()
    const release = () => URL.revokeObjectURL(url)
    image.addEventListener('load', () =>
      resolve({ source: image, width: image.naturalWidth, height: image.naturalHeight, release }),
    )
    image.addEventListener('error', () => {
      release()
      reject(new PhotoError('这张照片打不开，请换一张。'))
    })
    image.src = url
  })
}

async function decode(file: Blob): Promise<Decoded> {
  if ('createImageBitmap' in globalThis) {
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
      return { source: bitmap, width: bitmap.width, height: bitmap.height, release: () => bitmap.close() }
    } catch {
      // Old engines refuse the option or the format; the image element may still know it.
    }
  }
  return decodeByElement(file)
}

/** Width and height after shrinking; never enlarges. */
export function fit(width: number, height: number, longest = LONGEST_SIDE): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function toJpeg(canvas: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
}

/** A picture ready to travel. Throws PhotoError with a sentence for the person. */
export async function shrinkPhoto(file: File): Promise<Blob> {
  const tooLarge = () => new PhotoError('这张照片太大（超过 10 MB），请换一张或截图后再传。')
  if (file.type && !file.type.startsWith('image/')) throw new PhotoError('这里只能放照片，请重新选择。')
  let picture: Decoded
  try {
    picture = await decode(file)
  } catch (failure) {
    if (!/\.(heic|heif)$/i.test(file.name) && !/hei[cf]/.test(file.type)) throw failure
    if (file.size > LARGEST_FILE) throw tooLarge()
    return file
  }
  try {
    const { width, height } = fit(picture.width, picture.height)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const context = canvas.getContext('2d')
    if (!context) throw new PhotoError('手机内存不足，请关掉几个程序后再试。')
    // Transparent screenshots would turn black in JPEG.
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, width, height)
    context.drawImage(picture.source, 0, 0, width, height)
    const blob = await toJpeg(canvas)
    if (!blob) throw new PhotoError('手机内存不足，请关掉几个程序后再试。')
    if (blob.size > LARGEST_FILE) throw tooLarge()
    return blob
  } finally {
    picture.release()
  }
}
