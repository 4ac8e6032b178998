import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCodeWords } from '../../ui/case/use-code-words.ts';
import styles from './TableResponse.module.css';

type Row = Readonly<Record<string, string>>;

interface TableResponseProps {
  columns: readonly string[];
  rows: readonly Row[];
  onChange: (rows: Row[]) => void;
  /** A line was taken out: the rows without it. */
  onRemove: (rows: Row[]) => void;
  onLeave: () => void;
  disabled: boolean;
}

const mostRows = 500;

/** An answer of several lines, as a table that grows: Enter goes to the next line, and makes it after the last. */
export function TableResponse({ columns, rows, onChange, onRemove, onLeave, disabled }: TableResponseProps) {
  const { t } = useTranslation('checklist');
  const columnWords = useCodeWords('column');
  const body = useRef<HTMLTableSectionElement>(null);
  /** The line to write in once it is drawn. */
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    const line = wanted.current === null ? null : body.current?.rows.item(wanted.current);
    if (!line) return;
    wanted.current = null;
    line.querySelector('textarea')?.focus();
  });
  // A line has no identity of its own: its fields are controlled, so its place will do.
  const lines = rows.map((row, place) => ({ key: `line ${place + 1}`, row }));
  const write = (place: number, column: string, value: string) =>
    onChange(rows.map((row, index) => (index === place ? { ...row, [column]: value } : row)));
  const add = () => {
    wanted.current = rows.length;
    onChange([...rows, Object.fromEntries(columns.map((column) => [column, '']))]);
  };
  const goOn = (event: KeyboardEvent, place: number) => {
    // Shift+Enter breaks a line within the cell; Enter while a letter is being composed ends that.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const isEmpty = Object.values(rows[place] ?? {}).every((cell) => cell.trim() === '');
    if (place + 1 < rows.length)
      body.current?.rows
        .item(place + 1)
        ?.querySelector('textarea')
        ?.focus();
    else if (!disabled && !isEmpty && rows.length < mostRows) add();
  };
  return (
    <div className={styles.frame}>
      {rows.length > 0 && (
        <table className={styles.table} onBlur={onLeave}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {columnWords(column)}
                </th>
              ))}
              <th>
                <span className="mt-hidden">{t('table.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody ref={body}>
            {lines.map(({ key, row }, place) => (
              <tr key={key}>
                {columns.map((column) => (
                  <td key={column}>
                    <Textarea
                      classNames={{ input: styles.cell }}
                      rows={1}
                      aria-label={t('table.cell', { column: columnWords(column), row: place + 1 })}
                      value={row[column] ?? ''}
                      onChange={(event) => write(place, column, event.currentTarget.value)}
                      onKeyDown={(event) => goOn(event, place)}
                      readOnly={disabled}
                      maxLength={5_000}
                    />
                  </td>
                ))}
                <td>
                  {!disabled && (
                    <ActionIcon
                      aria-label={t('table.remove')}
                      onClick={() => onRemove(rows.filter((_, index) => index !== place))}
                    >
                      <IconTrash size={17} stroke={1.7} />
                    </ActionIcon>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!disabled && rows.length < mostRows && (
        <Button variant="default" leftSection={<IconPlus size={17} stroke={1.7} />} onClick={add}>
          {t('table.add')}
        </Button>
      )}
    </div>
  );
}
