/** A PDF of two pages, which runs a script when it is opened: a line of text, and a scan as fax machines write it. */
export function twoPages(): Buffer {
  return pdfOf(objects, '');
}

/** The same, locked with a password that nobody knows. */
export function lockedPdf(): Buffer {
  const secret = `<${'5a'.repeat(32)}>`;
  return pdfOf(objects, `/Encrypt <</Filter/Standard/V 1/R 2/P -4/O ${secret}/U ${secret}>> /ID [<00><00>]`);
}

const line = 'BT /F1 36 Tf 72 700 Td (Cong van so 12) Tj ET';
const scan = 'q 300 0 0 300 150 300 cm /Scan Do Q';
/** Sixteen white lines of 16 dots (CCITT group 4), shown black. */
const fax = '\u00ff\u00ff\u0000\u0010\u0001';

const objects: readonly string[] = [
  '<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\("ran"\\))>>>>',
  '<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]/MediaBox[0 0 595 842]>>',
  '<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1 7 0 R>>>>>>',
  '<</Type/Page/Parent 2 0 R/Contents 6 0 R/Resources<</XObject<</Scan 8 0 R>>>>>>',
  `<</Length ${line.length}>>stream\n${line}\nendstream`,
  `<</Length ${scan.length}>>stream\n${scan}\nendstream`,
  '<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>',
  `<</Type/XObject/Subtype/Image/Width 16/Height 16/BitsPerComponent 1/ColorSpace/DeviceGray/Decode[1 0]/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 16/Rows 16>>/Length ${fax.length}>>stream\n${fax}\nendstream`,
];

function pdfOf(bodies: readonly string[], trailer: string): Buffer {
  let text = '%PDF-1.7\n';
  const places = bodies.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj${body}\nendobj\n`;
    return at;
  });
  const start = text.length;
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`);
  text += `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${rows.join('')}`;
  text += `trailer<</Size ${bodies.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
