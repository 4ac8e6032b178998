import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { catalogue } from './catalogue.ts';

/** Makes the one i18next of the window; the texts are bundled, so nothing is loaded later. */
export function startI18n(language: 'vi' | 'en'): typeof i18next {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    resources: catalogue,
    defaultNS: 'app',
    initAsync: false,
    // React escapes what it shows; what people write is never looked through for texts to put in.
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
  return i18next;
}
