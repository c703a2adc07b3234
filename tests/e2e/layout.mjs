// SPDX-License-Identifier: Apache-2.0
// What a look at a page finds without eyes: what sticks out, words that are cut off with nothing to show them whole, words upon words,
// targets too small; and whether an open dialog is whole and its last button can be reached.

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
    // Words upon words: only what stands in the flow (what sticks or floats lies over other things by its nature), and of it what is seen.
    const within = (box, edge) => ({ left: Math.max(box.left, edge.left), right: Math.min(box.right, edge.right), top: Math.max(box.top, edge.top), bottom: Math.min(box.bottom, edge.bottom) })
    const known = new Map([[document.body, { left: -1e9, right: 1e9, top: -1e9, bottom: 1e9 }]])
    /** The part of the page in which what `at` holds is seen; undefined when it does not stand in the flow. */
    const windowOf = (at) => {
      if (known.has(at)) return known.get(at)
      const style = getComputedStyle(at)
      const outer = /fixed|sticky/.test(style.position) || style.opacity === '0' ? undefined : windowOf(at.parentElement)
      const own = outer && style.overflow !== 'visible' ? within(outer, at.getBoundingClientRect()) : outer
      known.set(at, own)
      return own
    }
    const lines = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
      const at = text.parentElement
      if (!text.textContent.trim() || !seen(at) || !at.checkVisibility() || at.closest('script, style, option, svg')) continue
      const edge = windowOf(at)
      if (!edge) continue
      const range = document.createRange()
      range.selectNodeContents(text)
      const button = at.closest('button, .btn')?.getBoundingClientRect()
      for (const rect of range.getClientRects()) {
        if (button && (rect.right > button.right + 2 || rect.left < button.left - 2)) found.push(`words stick out of ${name(at)}`)
        const box = within(rect, edge)
        if (box.right - box.left > 3 && box.bottom - box.top > 3) lines.push({ at, text, box })
      }
    }
    lines.sort((a, b) => a.box.top - b.box.top)
    for (let i = 0; i < lines.length; i++)
      for (let k = i + 1; k < lines.length && lines[k].box.top < lines[i].box.bottom; k++) {
        const [a, b] = [lines[i], lines[k]]
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)
        if (a.text !== b.text && across > 3 && down > 6) found.push(`words upon words: ${name(a.at)} and ${name(b.at)}`)
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

/** Readable lines about the dialog that is open, [] for one as it should be; undefined when none is. */
export async function dialogFaults(page) {
  const dialog = page.locator('.el-dialog:visible, .el-drawer:visible, dialog[open]').last()
  if (!(await dialog.count())) return undefined
  const found = await dialog.evaluate((at) => {
    const box = at.getBoundingClientRect()
    const found = []
    const name = (one) => `${one.tagName.toLowerCase()}.${[...one.classList].join('.')} “${(one.innerText || '').trim().slice(0, 24)}”`
    const scrolls = (one) => one !== at && (/(auto|scroll|hidden|clip)/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement))
    if (box.left < -1 || box.right > document.documentElement.clientWidth + 1) found.push(`wider than the window: ${Math.round(box.left)} to ${Math.round(box.right)}`)
    if (at.scrollWidth > at.clientWidth + 1) found.push(`scrolls sideways: ${at.scrollWidth} > ${at.clientWidth}`)
    for (const one of at.querySelectorAll('*')) {
      const edge = one.getBoundingClientRect()
      if (edge.width > 2 && edge.right > box.right + 1 && !one.closest('.leaflet-container') && !scrolls(one.parentElement)) found.push(`sticks out: ${name(one)} ${Math.round(edge.right)} > ${Math.round(box.right)}`)
    }
    return [...new Set(found)]
  })
  // The button that ends it is in sight at once, or the dialog can be scrolled to it.
  const last = dialog.getByRole('button').last()
  if (await last.count()) {
    await last.scrollIntoViewIfNeeded()
    const reached = await last.evaluate((at) => {
      const box = at.getBoundingClientRect()
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
      return at === hit || at.contains(hit)
    })
    if (!reached) found.push('its last button cannot be reached')
  }
  return [...found, ...(await faultsOf(page)).filter((fault) => !fault.startsWith('words upon words'))]
}
