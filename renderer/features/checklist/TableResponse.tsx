import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
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

/** An answer of several lines, as a table that grows. */
export function TableResponse({ columns, rows, onChange, onRemove, onLeave, disabled }: TableResponseProps) {
  const { t } = useTranslation('checklist');
  const columnWords = useCodeWords('column');
  // A line has no identity of its own: its fields are controlled, so its place will do.
  const lines = rows.map((row, place) => ({ key: `line ${place + 1}`, row }));
  const write = (place: number, column: string, value: string) =>
    onChange(rows.map((row, index) => (index === place ? { ...row, [column]: value } : row)));
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
          <tbody>
            {lines.map(({ key, row }, place) => (
              <tr key={key}>
                {columns.map((column) => (
                  <td key={column}>
                    <TextInput
                      aria-label={t('table.cell', { column: columnWords(column), row: place + 1 })}
                      value={row[column] ?? ''}
                      onChange={(event) => write(place, column, event.currentTarget.value)}
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
      {!disabled && rows.length < 500 && (
        <Button
          variant="default"
          leftSection={<IconPlus size={17} stroke={1.7} />}
          onClick={() => onChange([...rows, Object.fromEntries(columns.map((column) => [column, '']))])}
        >
          {t('table.add')}
        </Button>
      )}
    </div>
  );
}
