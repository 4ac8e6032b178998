/** Parts of an XForm, each as XML; those that are not given are empty. */
export interface XFormParts {
  readonly title?: string;
  /** The one element of the primary instance. */
  readonly data: string;
  readonly itext?: string;
  /** Further instances. */
  readonly lists?: string;
  readonly binds?: string;
  readonly body: string;
}

const names = [
  'xmlns="http://www.w3.org/2002/xforms"',
  'xmlns:h="http://www.w3.org/1999/xhtml"',
  'xmlns:ev="http://www.w3.org/2001/xml-events"',
  'xmlns:jr="http://openrosa.org/javarosa"',
  'xmlns:odk="http://www.opendatakit.org/xforms"',
  'xmlns:orx="http://openrosa.org/xforms"',
].join(' ');

/** An XForm as programs that make them of XLSForms write it. */
export function xformOf({ title = '', data, itext = '', lists = '', binds = '', body }: XFormParts): Uint8Array {
  return new TextEncoder().encode(`<?xml version="1.0"?>
<h:html ${names}>
  <h:head>
    <h:title>${title}</h:title>
    <model odk:xforms-version="1.0.0">
      ${itext === '' ? '' : `<itext>${itext}</itext>`}
      <instance>
        ${data}
      </instance>
      ${lists}
      ${binds}
      <bind jr:preload="uid" nodeset="/data/meta/instanceID" readonly="true()" type="string"/>
    </model>
  </h:head>
  <h:body>
    ${body}
  </h:body>
</h:html>
`);
}

/** A choice of a list as programs write it. */
export const item = (name: string, label: string, more = '') =>
  `<item><name>${name}</name><label>${label}</label>${more}</item>`;
export const list = (id: string, items: string) => `<instance id="${id}"><root>${items}</root></instance>`;
export const itemset = (nodeset: string, value = 'name', label = 'label') =>
  `<itemset nodeset="${nodeset}"><value ref="${value}"/><label ref="${label}"/></itemset>`;

export const meta = '<meta><instanceID/></meta>';
