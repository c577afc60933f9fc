const serif = '"Times New Roman", Tinos, "Liberation Serif", "Paper Fallback", serif';

/** A wider letter that has every Vietnamese mark, made as narrow as Times, so that lines of the head hold on any machine. */
const fallback = [
  ['', 'normal', 'normal'],
  [' Bold', 'bold', 'normal'],
  [' Italic', 'normal', 'italic'],
  [' Bold Italic', 'bold', 'italic'],
]
  .map(
    ([name, weight, style]) =>
      `@font-face { font-family: "Paper Fallback"; src: local("DejaVu Serif${name}"); font-weight: ${weight}; font-style: ${style}; size-adjust: 83%; }`,
  )
  .join('\n');

/**
 * The layout of Annex I of Decree 30/2020: A4 upright, margins 20 (above, below), 30 (left) and 15 mm (right), Times New Roman
 * or its metric twin, page numbers 13 pt in the middle of the upper margin but not on the first page.
 */
export const paperCss = `
${fallback}
@page { size: A4 portrait; margin: 20mm 15mm 20mm 30mm;
  @top-center { content: counter(page); font: 13pt ${serif}; } }
@page :first { @top-center { content: none; } }
* { box-sizing: border-box; }
html { font: 13pt/1.25 ${serif}; color: #000; background: #fff;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; }
p { margin: 6pt 0 0; text-align: justify; text-indent: 1cm; hyphens: none; }
.head { display: grid; grid-template-columns: 42% 58%; text-align: center; font-size: 12pt; line-height: 1.2; }
.head p { margin: 0; text-align: center; text-indent: 0; }
.head .caps { text-transform: uppercase; }
.head .bold { font-weight: bold; }
.head .whole { white-space: nowrap; }
.head .motto { font-size: 13pt; }
.head .rule { display: inline-block; border-bottom: 0.75pt solid #000; padding-bottom: 2pt; }
.head .short::after { content: ""; display: block; width: 40%; margin: 2pt auto 0; border-bottom: 0.75pt solid #000; }
.head .number { margin-top: 8pt; font-size: 13pt; }
.head .place { margin-top: 8pt; font-size: 13pt; font-style: italic; }
.draft { display: inline-block; margin-top: 6pt; padding: 1pt 12pt; border: 1pt solid #000; font-weight: bold; font-size: 12pt; }
h1 { margin: 16pt 0 0; font-size: 14pt; text-align: center; text-transform: uppercase; }
.abstract { font-size: 14pt; font-weight: bold; text-align: center; text-indent: 0; margin: 2pt 0 0; }
.abstract::after { content: ""; display: block; width: 40%; margin: 4pt auto 0; border-bottom: 0.75pt solid #000; }
.asof { text-align: center; text-indent: 0; font-style: italic; font-size: 12pt; }
h2 { margin: 14pt 0 4pt; font-size: 13pt; break-after: avoid; }
table { width: 100%; border-collapse: collapse; font-size: 10pt; line-height: 1.2; margin-top: 4pt; }
table.fixed { table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
tr.answered { break-after: avoid; }
tr.said td { padding-left: 12pt; border-top-style: dotted; font-size: 9.5pt; }
a { color: inherit; text-decoration: underline; text-decoration-thickness: 0.4pt; text-underline-offset: 2pt; }
th, td { border: 0.5pt solid #000; padding: 2.5pt 4pt; text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { font-weight: bold; text-align: center; vertical-align: middle; }
tbody th { text-align: left; font-weight: normal; vertical-align: top; }
td.n { text-align: right; }
td.c { text-align: center; white-space: nowrap; padding: 2.5pt 1pt; }
td small, th small { display: block; font-size: 9pt; font-style: italic; }
.behind { font-weight: bold; }
.lowest { white-space: nowrap; }
svg { display: block; }
.lead { break-after: avoid; }
ul + svg { margin-top: 8pt; }
ul { margin: 4pt 0 0; padding-left: 1.2cm; }
li { margin-top: 2pt; }
.end { display: grid; grid-template-columns: 50% 50%; margin-top: 20pt; break-inside: avoid; font-size: 11pt; }
.end p { margin: 0; text-indent: 0; text-align: left; }
.end .to { font-weight: bold; font-style: italic; font-size: 12pt; }
.end .signer { text-align: center; font-weight: bold; text-transform: uppercase; font-size: 13pt; }
.end .left { text-align: center; font-style: italic; margin-bottom: 70pt; }
.frozen { margin-top: 14pt; text-indent: 0; text-align: left; font-size: 9pt; overflow-wrap: anywhere; break-before: avoid; break-after: avoid; }
.watermark { position: fixed; top: 42%; left: 0; right: 0; text-align: center; font-size: 76pt; font-weight: bold;
  white-space: nowrap;
  color: rgb(0 0 0 / 0.09); transform: rotate(-32deg); }
@media screen {
  html { background: #d9dee3; }
  body { width: 210mm; max-width: 100%; margin: 8mm auto; padding: 20mm 15mm 20mm 30mm; background: #fff;
    box-shadow: 0 1mm 4mm rgb(0 0 0 / 0.25); overflow-x: auto; }
}
@media screen and (max-width: 210mm) { body { margin: 0; padding: 6mm; } }
`;
