import type { Page } from 'playwright-core';

/** Letters of 16 minutes of arc, in units of the wall's text; a browser rounds. */
const leastU = 0.8;

/**
 * What of a wall's text is set too small to be read from the farthest place, or does not fit where it stands. Text that ends
 * in an ellipsis says itself that it is cut; what is spare (`data-spare`) may be out of sight whole, not in part.
 */
export async function faultsOfText(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(${look})(${leastU})`);
}

const look = `(leastU) => {
  const wall = document.querySelector('.wall');
  const unitPx = parseFloat(getComputedStyle(wall).fontSize);
  const faults = [];
  let seen = 0;
  const texts = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.data.trim();
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    if (text === '' || rects.length === 0 || !node.parentElement.checkVisibility({ visibilityProperty: true })) continue;
    seen += 1;
    const sizePx = parseFloat(getComputedStyle(node.parentElement).fontSize);
    if (sizePx < leastU * unitPx - 0.05) faults.push('small: ' + (sizePx / unitPx).toFixed(2) + 'u ' + text);
    let { left, right, top, bottom } = {
      left: Math.min(...rects.map((rect) => rect.left)),
      right: Math.max(...rects.map((rect) => rect.right)),
      // A line's box is higher than its highest letter with all its marks.
      top: Math.min(...rects.map((rect) => rect.top)) + 0.15 * sizePx,
      bottom: Math.max(...rects.map((rect) => rect.bottom)) - 0.15 * sizePx,
    };
    for (let box = node.parentElement; wall.contains(box); box = box.parentElement) {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(box);
      const room = box.getBoundingClientRect();
      const isWide = overflowX !== 'visible' && (left < room.left - 1 || right > room.right + 1);
      const isHigh = overflowY !== 'visible' && (top < room.top - 1 || bottom > room.bottom + 1);
      if (isWide && textOverflow === 'ellipsis') [left, right] = [Math.max(left, room.left), Math.min(right, room.right)];
      else if (isHigh && box.hasAttribute('data-spare') && top >= room.bottom - 1) break;
      else if (isWide || isHigh) {
        faults.push('cut by ' + box.tagName.toLowerCase() + '.' + box.className + ': ' + text);
        break;
      }
    }
  }
  if (seen < 20) faults.push('hardly any text was seen: ' + seen);
  return faults;
}`;
