package dev.graft.dashboard.page;

/** Questions to the page whether it can be read, as scripts that it answers. */
final class Legibility {
    /** By how many pixels the page is wider than its window. */
    static final String TOO_WIDE = "return Math.max(0, document.documentElement.scrollWidth - window.innerWidth)";

    /**
     * Texts with less contrast than WCAG 2.1 asks for at level AA: 4.5, or 3 where letters are large. A text's ground is
     * the nearest opaque one behind it.
     */
    static final String TOO_FAINT = """
        const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
        const rgba = colour => {
          canvas.clearRect(0, 0, 1, 1);
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          return canvas.getImageData(0, 0, 1, 1).data;
        };
        const light = ([r, g, b]) => [r, g, b]
          .map(part => part / 255)
          .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
          .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
        const ground = element => {
          for (let at = element; at; at = at.parentElement) {
            const colour = rgba(getComputedStyle(at).backgroundColor);
            if (colour[3] === 255) return colour;
          }
          return [255, 255, 255];
        };
        const found = [];
        for (const element of document.body.querySelectorAll('*')) {
          const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
          if (!own || !element.checkVisibility() || element.matches(':disabled, option')) continue;
          const style = getComputedStyle(element);
          const [a, b] = [light(rgba(style.color)), light(ground(element))].sort((x, y) => y - x);
          const size = parseFloat(style.fontSize);
          const asked = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700 ? 3 : 4.5;
          const contrast = (a + 0.05) / (b + 0.05);
          if (contrast < asked) found.push(contrast.toFixed(2) + ' ' + element.textContent.trim().slice(0, 40));
        }
        return found;
        """;

    private Legibility() {}
}
