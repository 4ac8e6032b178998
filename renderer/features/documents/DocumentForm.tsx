import { Button } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Notice } from '../../ui/Notice.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.tsx';
import { CopiesPart } from './CopiesPart.tsx';
import styles from './DocumentForm.module.css';
import { useDocumentFile } from './document-file.tsx';
import { ExhibitsPart } from './ExhibitsPart.tsx';
import { FactsPart } from './FactsPart.tsx';
import { lackField } from './lack-field.ts';
import { PagesPart } from './PagesPart.tsx';
import { PeoplePart } from './PeoplePart.tsx';
import { type Part, type PartKey, partsOf } from './parts.ts';
import { SignaturesPart } from './SignaturesPart.tsx';
import { StatementsPart } from './StatementsPart.tsx';
import { TextsPart } from './TextsPart.tsx';
import { usePartAside } from './use-part-aside.ts';

/** The form of a document, part by part, one open at a time; what lacks before it can be signed is counted, and F8 leads there. */
export function DocumentForm() {
  const { t } = useTranslation('documents');
  const { document, form, mayFollowUp } = useDocumentFile();
  const [query, setQuery] = useSearchParams();
  const parts = partsOf(form, document);
  const lacks = parts.flatMap((part) => part.lacks.map((lack) => ({ part, field: lackField(lack) })));
  // What is filled in does not close under one's hands.
  const [first] = useState(lacks[0]?.part.key ?? 'signatures');
  const asked = query.get('part');
  const openKey = asked ?? first;
  const wanted = query.get('field');
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!asked) return;
    // The part that is asked for comes into sight, and the field in it.
    body.current?.querySelector(`#${CSS.escape(`part-${asked}`)}`)?.scrollIntoView({ block: 'nearest' });
    if (!wanted) return;
    const field = body.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(wanted)}"]`);
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: 'center' });
  }, [wanted, asked]);
  const open = (part: PartKey | '', field = '') => setQuery({ part, ...(field && { field }) }, { replace: true });
  const goNext = () => {
    const here = lacks.findIndex(({ part, field }) => part.key === openKey && field === wanted);
    const next = lacks[(here + 1) % lacks.length];
    if (next) open(next.part.key, next.field);
  };
  useShortcuts(
    t('keys.title'),
    lacks.length > 0 ? [{ keys: 'f8', label: t('lacks.next'), run: goNext, inFields: true }] : [],
  );
  return (
    <div ref={body}>
      {mayFollowUp && lacks.length > 0 && (
        <Notice
          tone="soon"
          title={t('lacks.title', { count: lacks.length })}
          action={
            <Button variant="default" size="compact-sm" onClick={goNext}>
              {t('lacks.next')} (F8)
            </Button>
          }
        >
          {t('lacks.words')}
        </Notice>
      )}
      <div className={styles.parts}>
        {parts.map((part) => (
          <PartRow
            key={part.key}
            part={part}
            isOpen={part.key === openKey}
            onToggle={() => open(part.key === openKey ? '' : part.key)}
          >
            <PartBody part={part} />
          </PartRow>
        ))}
      </div>
    </div>
  );
}

interface PartRowProps {
  part: Part;
  isOpen: boolean;
  onToggle: () => void;
  children: ReactNode;
}

function PartRow({ part, isOpen, onToggle, children }: PartRowProps) {
  const { t } = useTranslation('documents');
  const aside = usePartAside(part);
  const { key, heading, lacks } = part;
  const id = `part-${key}`;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const title = heading ?? t(`part.${key as Exclude<PartKey, `section-${number}`>}`);
  return (
    <section className={styles.part} aria-labelledby={id}>
      <button type="button" id={id} className={styles.head} aria-expanded={isOpen} onClick={onToggle}>
        {lacks.length > 0 ? (
          <IconAlertCircle size={18} stroke={1.7} className={styles.lacks} aria-hidden />
        ) : (
          <IconCheck size={18} stroke={1.7} className={styles.whole} data-quiet={aside.isQuiet} aria-hidden />
        )}
        <span className={styles.title}>{title}</span>
        <span className={styles.aside} data-lacks={lacks.length > 0}>
          {lacks.length > 0 ? t('lacks.here', { count: lacks.length }) : aside.words}
        </span>
        <Chevron size={18} stroke={1.7} aria-hidden />
      </button>
      {isOpen && <div className={styles.body}>{children}</div>}
    </section>
  );
}

function PartBody({ part }: { part: Part }) {
  switch (part.key) {
    case 'facts':
      return <FactsPart fields={part.fields} />;
    case 'people':
      return <PeoplePart />;
    case 'exhibits':
      return <ExhibitsPart />;
    case 'statements':
      return <StatementsPart />;
    case 'copies':
      return <CopiesPart />;
    case 'signatures':
      return <SignaturesPart />;
    case 'pages':
      return <PagesPart />;
    default:
      return <TextsPart fields={part.fields} />;
  }
}
