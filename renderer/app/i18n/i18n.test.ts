import { describe, expect, it } from 'vitest';
import { startI18n } from './i18n.ts';

const i18n = startI18n('vi');
i18n.addResourceBundle('vi', 'test', { greeting: 'Chào {{name}}', other: 'not to be seen' });
const t = i18n.getFixedT('vi', 'test' as never) as (key: string, values: object) => string;

describe('what people write is a value, never a text of the program', () => {
  it.each([
    '$t(test:other)',
    '$t(test:greeting, {"name": "x"})',
    '{{other}} {{name}} {{constructor.constructor}}',
    '<b>&amp;</b>',
    '$& $1 $$ %s',
  ])('%s', (name) => {
    expect(t('greeting', { name })).toBe(`Chào ${name}`);
  });
});
