import { ActionIcon, Tooltip } from '@mantine/core';
import { IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenPdf, PdfFault, PdfPage } from '../../ui/evidence/open-pdf.ts';
import { Notice } from '../../ui/Notice.tsx';
import styles from './ShownPdf.module.css';

interface ShownPdfProps {
  address: string;
  sizeBytes: number;
  name: string;
  /** What is shown instead of one that can't be read. */
  broken: ReactNode;
}

type State = 'opening' | PdfFault | OpenPdf;

const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;
/** A page is drawn before it comes into sight. */
const ahead = '800px';

/** A PDF's pages, drawn as they come into sight. */
export function ShownPdf({ address, sizeBytes, name, broken }: ShownPdfProps) {
  const { t } = useTranslation('evidenceTab');
  const state = usePdf(address, sizeBytes);
  const [zoom, setZoom] = useState(2);
  if (state === 'opening') return null;
  if (state === 'broken') return broken;
  if (state === 'locked') return <Notice tone="info">{t('viewer.pdf.locked')}</Notice>;
  const scale = zooms[zoom] ?? 1;
  const step = (by: 1 | -1) => setZoom((at) => Math.min(zooms.length - 1, Math.max(0, at + by)));
  return (
    <div className={styles.document}>
      <div className={styles.bar}>
        <span>{t('viewer.pdf.pages', { count: state.pages.length })}</span>
        <Tooltip label={t('viewer.pdf.smaller')}>
          <ActionIcon onClick={() => step(-1)} disabled={zoom === 0} aria-label={t('viewer.pdf.smaller')}>
            <IconZoomOut size={20} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('viewer.pdf.larger')}>
          <ActionIcon onClick={() => step(1)} disabled={zoom === zooms.length - 1} aria-label={t('viewer.pdf.larger')}>
            <IconZoomIn size={20} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keys */}
      <section className={styles.pages} aria-label={name} tabIndex={0}>
        {state.pages.map((page, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
          <Page key={place} page={page} scale={scale} label={t('viewer.pdf.page', { number: place + 1 })} />
        ))}
      </section>
    </div>
  );
}

function usePdf(address: string, sizeBytes: number): State {
  const [state, setState] = useState<State>('opening');
  useEffect(() => {
    let opened: OpenPdf | null = null;
    let isGone = false;
    const open = async () => {
      // Its reader is large, and few look at a PDF.
      const { openPdf, pdfFaultOf } = await import('../../ui/evidence/open-pdf.ts');
      try {
        const pdf = await openPdf(address, sizeBytes);
        if (isGone) return pdf.close();
        opened = pdf;
        setState(pdf);
      } catch (thrown) {
        if (!isGone) setState(pdfFaultOf(thrown));
      }
    };
    void open();
    return () => {
      isGone = true;
      opened?.close();
    };
  }, [address, sizeBytes]);
  return state;
}

function Page({ page, scale, label }: { page: PdfPage; scale: number; label: string }) {
  const { t } = useTranslation('evidenceTab');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isSeen, setSeen] = useState(false);
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? false), {
      root: canvas.current?.parentElement ?? null,
      rootMargin: ahead,
    });
    if (canvas.current) observer.observe(canvas.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const drawn = canvas.current;
    if (!isSeen || !drawn) return;
    const leaving = new AbortController();
    page.draw(drawn, scale * window.devicePixelRatio, leaving.signal).then(
      () => leaving.signal.aborted || setFailed(false),
      () => leaving.signal.aborted || setFailed(true),
    );
    return () => {
      leaving.abort();
      // Gives the memory back.
      drawn.width = 0;
      drawn.height = 0;
    };
  }, [page, scale, isSeen]);
  return (
    <div className={styles.sheet}>
      <canvas
        ref={canvas}
        className={styles.page}
        role="img"
        aria-label={label}
        style={{ width: page.width * scale, minHeight: page.height * scale }}
      />
      {/* Left white it would be taken for an empty one. */}
      {isFailed && <p className={styles.failed}>{t('viewer.pdf.pageFailed')}</p>}
    </div>
  );
}
