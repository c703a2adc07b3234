// SPDX-License-Identifier: Apache-2.0
// Photos in full size; the viewer is fetched when somebody looks.
import 'vant/es/overlay/index.css'
import 'vant/es/popup/index.css'

export async function showPhotos(urls: string[], at = 0): Promise<void> {
  const [{ showImagePreview }] = await Promise.all([
    import('vant/es/image-preview'),
    import('vant/es/swipe/index.css'),
    import('vant/es/swipe-item/index.css'),
    import('vant/es/image/index.css'),
    import('vant/es/loading/index.css'),
    import('vant/es/image-preview/index.css'),
  ])
  showImagePreview({ images: urls, startPosition: at, closeOnClickImage: true })
}
