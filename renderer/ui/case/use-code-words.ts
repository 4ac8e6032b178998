import { useTranslation } from 'react-i18next';

/** Words for the codes that a template names options and columns by; a code without words is shown readable as it is. */
export function useCodeWords(list: 'option' | 'column'): (code: string) => string {
  const { i18n } = useTranslation();
  return (code) => {
    const key = list === 'option' ? `option.${code}` : `column.${code}`;
    const words: unknown = i18n.getResource(i18n.language, 'codes', key);
    return typeof words === 'string' ? words : code.replaceAll('_', ' ');
  };
}
