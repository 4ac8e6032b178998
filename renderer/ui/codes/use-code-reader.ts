import { useEffect, useRef } from 'react';
import type { CodesInPicture } from './code-formats.ts';
import { type CodeReader, codeReader } from './code-reader.ts';

/** Reads codes while the component is shown; see `CodeReader.read`. */
export function useCodeReader(): (picture: Blob | ImageBitmap) => Promise<CodesInPicture | null> {
  const reader = useRef<CodeReader | null>(null);
  useEffect(
    () => () => {
      reader.current?.close();
      reader.current = null;
    },
    [],
  );
  const read = useRef((picture: Blob | ImageBitmap) => {
    reader.current ??= codeReader();
    return reader.current.read(picture);
  });
  return read.current;
}
