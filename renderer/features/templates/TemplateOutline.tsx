import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Outline } from '../../../forms/content/outline.ts';
import { wordsIn } from '../../../forms/content/words-in.ts';
import type { ChoiceList, TemplateContent, TemplateNode, Words } from '../../../shared/schema/template-content.ts';
import styles from './TemplateOutline.module.css';

interface TemplateOutlineProps {
  content: TemplateContent;
  language: string;
}

/** What nobody is asked. */
const unasked: ReadonlySet<string> = new Set(['metadata', 'calculate', 'hidden']);
/** Choices that are written out; of a longer list how many more there are. */
const shownChoices = 8;

/** What a template asks, in order: each line with its type, and by what it is asked. */
export function TemplateOutline({ content, language }: TemplateOutlineProps) {
  const outline = useMemo(() => new Outline(content), [content]);
  const lists = useMemo(() => new Map(content.lists.map((list) => [list.id, list])), [content]);
  const inWords = (words: Words | undefined) => wordsIn(words ?? {}, language, content.defaultLanguage);
  return <Lines parent={null} outline={outline} lists={lists} inWords={inWords} />;
}

interface LinesProps {
  parent: string | null;
  outline: Outline;
  lists: ReadonlyMap<string, ChoiceList>;
  inWords: (words: Words | undefined) => string;
}

function Lines({ parent, ...around }: LinesProps) {
  return (
    <ol className={styles.lines} data-inner={parent !== null || undefined}>
      {around.outline
        .childrenOf(parent)
        .filter(({ otherOf }) => otherOf === undefined)
        .map((line) => (
          <li key={line.id} className={styles.line}>
            {line.kind === 'item' ? <Item line={line} {...around} /> : <Group line={line} {...around} />}
          </li>
        ))}
    </ol>
  );
}

type LineProps = Omit<LinesProps, 'parent'> & { line: TemplateNode };

function Group({ line, ...around }: LineProps) {
  const { t } = useTranslation('templates');
  const { id, kind, label, name, relevant, count } = line;
  return (
    <section className={styles.group} aria-label={around.inWords(label) || name}>
      <h2 className={styles.groupTitle}>
        {around.inWords(label) || name}
        {kind === 'repeat' && <span className={styles.type}>{t(count ? 'outline.counted' : 'outline.repeat')}</span>}
      </h2>
      <Condition expression={relevant} />
      <Lines parent={id} {...around} />
    </section>
  );
}

function Item({ line, lists, inWords }: LineProps) {
  const { t } = useTranslation('templates');
  const {
    type = 'text',
    label,
    hint,
    name,
    required,
    relevant,
    constraint,
    constraintMessage,
    calculation,
    list,
  } = line;
  const choices = (list !== undefined && lists.get(list)?.choices) || [];
  return (
    <>
      <p className={styles.question} data-quiet={unasked.has(type) || undefined}>
        {inWords(label) || <span className={styles.quiet}>{name}</span>}
        {required && <span className={styles.required}>{t('outline.required')}</span>}
        <span className={styles.type}>{t(`type.${type}`)}</span>
      </p>
      {hint && <p className={styles.hint}>{inWords(hint)}</p>}
      {choices.length > 0 && (
        <p className={styles.choices}>
          {choices
            .slice(0, shownChoices)
            .map((choice) => inWords(choice.label) || choice.name)
            .join(' · ')}
          {choices.length > shownChoices && ` · ${t('outline.more', { count: choices.length - shownChoices })}`}
        </p>
      )}
      <Condition expression={relevant} />
      {constraint && (
        <p className={styles.condition}>
          {t('outline.constraint')} <code>{constraint}</code> {inWords(constraintMessage)}
        </p>
      )}
      {calculation && (
        <p className={styles.condition}>
          {t('outline.calculation')} <code>{calculation}</code>
        </p>
      )}
    </>
  );
}

function Condition({ expression }: { expression: string | undefined }) {
  const { t } = useTranslation('templates');
  if (!expression) return null;
  return (
    <p className={styles.condition}>
      {t('outline.relevant')} <code>{expression}</code>
    </p>
  );
}
