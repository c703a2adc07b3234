// SPDX-License-Identifier: Apache-2.0
// What a look at a page finds without eyes: what sticks out, words that are cut off with nothing to show them whole, targets too small.

/** Readable lines, [] for a page as it should be. `target`: the least width and height of what is pressed, in px. */
export function faultsOf(page, { target = 0 } = {}) {
  return page.evaluate((least) => {
    const width = document.documentElement.clientWidth
    const found = []
    const name = (at) => `${at.tagName.toLowerCase()}.${[...at.classList].join('.')} “${(at.innerText || at.getAttribute('aria-label') || '').trim().slice(0, 24)}”`
    const seen = (at) => at.getClientRects().length > 0 && getComputedStyle(at).visibility !== 'hidden' && !at.closest('.sr-only, [inert], .leaflet-container')
    const scrolls = (at) => at && at !== document.body && (/(auto|scroll|hidden|clip)/.test(getComputedStyle(at).overflowX) || scrolls(at.parentElement))
    if (document.documentElement.scrollWidth > width) found.push(`the page scrolls sideways: ${document.documentElement.scrollWidth} > ${width}`)
    for (const at of document.querySelectorAll('body *')) {
      if (!seen(at)) continue
      const box = at.getBoundingClientRect()
      if (box.right > width + 1 && box.width > 0 && !scrolls(at.parentElement)) found.push(`sticks out: ${name(at)} ${Math.round(box.right)} > ${width}`)
      // Words of its own, wider than the box that hides what is beyond it; a box of a pixel is for ears only.
      const words = [...at.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim())
      const style = getComputedStyle(at)
      if (words && box.width > 2 && /hidden|clip/.test(style.overflowX) && at.scrollWidth > at.clientWidth + 1 && !at.closest('[title]')) found.push(`cut off: ${name(at)}`)
      if (words && box.height > 2 && /hidden|clip/.test(style.overflowY) && at.scrollHeight > at.clientHeight + 3 && style.webkitLineClamp === 'none' && !at.closest('[title]')) found.push(`cut below: ${name(at)}`)
    }
    if (least)
      for (const at of document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=button], [role=radio], [role=switch]')) {
        // What is pressed is the label where there is one; a link inside a sentence is text (WCAG 2.5.8).
        const label = at.closest('label') ?? at.labels?.[0]
        const pressed = /^(radio|checkbox|file)$/.test(at.type ?? '') && label ? label : at
        if (!seen(pressed) || at.disabled || (at.matches('a') && getComputedStyle(at).display === 'inline' && at.parentElement.matches('p, li, dd, span, small'))) continue
        const box = pressed.getBoundingClientRect()
        if (box.width > 2 && (box.height < least - 0.5 || box.width < least - 0.5)) found.push(`small: ${name(pressed)} ${Math.round(box.width)}×${Math.round(box.height)}`)
      }
    return [...new Set(found)]
  }, target)
}
