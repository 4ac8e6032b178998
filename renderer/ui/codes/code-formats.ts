/** Kinds of codes that are read, as the reader names them. */
export const codeFormats = ['QRCode', 'DataMatrix', 'PDF417', 'Code128', 'Code39', 'EAN13', 'EAN8', 'ITF'] as const;
export type CodeFormat = (typeof codeFormats)[number];

/** A place in a picture, in its pixels, as it is seen: turned as the camera was held. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** A code in a picture. */
export interface ReadCode {
  readonly format: CodeFormat;
  readonly text: string;
  /** The code's own top left, top right, bottom right and bottom left, wherever they lie in the picture. */
  readonly corners: readonly [Corner, Corner, Corner, Corner];
}

/** What was read in a picture of this size. */
export interface CodesInPicture {
  readonly codes: readonly ReadCode[];
  readonly width: number;
  readonly height: number;
}
