import type { Attachments } from '../content/imported-form.ts';
import type { Tables } from './workbook-of.ts';
import { item, itemset, list, type XFormParts } from './xform-of.ts';

/** One form in two notations, with the files beside it. */
export interface FormPair {
  readonly tables: Tables;
  readonly parts: XFormParts;
  readonly attachments?: Attachments;
}

/** A form with all that is worked out, and that nobody types. */
export const workedPair: FormPair = {
  tables: {
    settings: '| instance_name |\n| concat(${ten}, 1) |',
    survey: `
        | type                | name  | label | calculation                          | default        | trigger | repeat_count |
        | start               | start |       |                                      |                |         |              |
        | end                 | end   |       |                                      |                |         |              |
        | today               | today |       |                                      |                |         |              |
        | deviceid            | may   |       |                                      |                |         |              |
        | username            | ai    |       |                                      |                |         |              |
        | start-geopoint      | oday  |       |                                      |                |         |              |
        | background-geopoint | sau   |       |                                      |                | \${ten}  |              |
        | text                | ten   | Tên   |                                      | Bưu cục        |         |              |
        | date                | ngay  | Ngày  |                                      | today()        |         |              |
        | image               | anh   | Ảnh   |                                      | mau.png        |         |              |
        | calculate           | dai   |       | string-length(\${ten}) * 2            |                |         |              |
        | dateTime            | luc   | Lúc   | now()                                |                | \${ten}  |              |
        | hidden              | an    |       |                                      | 7              |         |              |
        | integer             | n     | N     |                                      |                |         |              |
        | begin_repeat        | quay  | Quầy  |                                      |                |         | \${n}         |
        | decimal             | so    | Số    |                                      | \${n} + 1       |         |              |
        | calculate           | phan  |       | \${so} div count(/data/*)       |                |         |              |
        | end_repeat          |       |       |                                      |                |         |              |
        | calculate           | tong  |       | sum(\${so})                           |                |         |              |
        | calculate           | hai   |       | indexed-repeat(\${so}, \${quay}, 2)    |                |         |              |
        | select_one yn       | co    | Có?   |                                      |                |         |              |
        | calculate           | chu   |       | jr:choice-name(\${co}, '\${co}')       |                |         |              |
        | calculate           | truoc |       | \${last-saved#ten}                    |                |         |              |
        | calculate           | nhan  |       | instance('yn')/root/item[name = \${co}]/label |       |         |              |`,
    choices: '| list_name | name | label |\n| yn | y | Có |',
  },
  parts: {
    data: `<data><start/><end/><today/><may/><ai/><oday/><sau/><ten>Bưu cục</ten><ngay/><anh>jr://images/mau.png</anh>
        <dai/><luc/><an>7</an><n/><quay jr:template=""><so/><phan/></quay><quay><so/><phan/></quay><tong/><hai/><co/><chu/>
        <truoc/><nhan/><meta><instanceID/><instanceName/></meta></data>`,
    lists: `<instance id="__last-saved" src="jr://instance/last-saved"/>${list('yn', item('y', 'Có'))}`,
    binds: `
        <bind jr:preload="timestamp" jr:preloadParams="start" nodeset="/data/start" type="dateTime"/>
        <bind jr:preload="timestamp" jr:preloadParams="end" nodeset="/data/end" type="dateTime"/>
        <bind jr:preload="date" jr:preloadParams="today" nodeset="/data/today" type="date"/>
        <bind jr:preload="property" jr:preloadParams="deviceid" nodeset="/data/may" type="string"/>
        <bind jr:preload="property" jr:preloadParams="username" nodeset="/data/ai" type="string"/>
        <bind nodeset="/data/oday" type="geopoint"/>
        <odk:setgeopoint event="odk-instance-first-load" ref="/data/oday"/>
        <bind nodeset="/data/sau" type="geopoint"/>
        <bind nodeset="/data/ten" type="string"/>
        <bind nodeset="/data/ngay" type="date"/>
        <setvalue event="odk-instance-first-load" ref="/data/ngay" value="today()"/>
        <bind nodeset="/data/anh" type="binary"/>
        <bind calculate="string-length( /data/ten ) * 2" nodeset="/data/dai" type="string"/>
        <bind nodeset="/data/luc" type="dateTime"/>
        <bind nodeset="/data/an" type="string"/>
        <bind nodeset="/data/n" type="int"/>
        <bind nodeset="/data/quay/so" type="decimal"/>
        <setvalue event="odk-instance-first-load odk-new-repeat" ref="/data/quay/so" value=" /data/n  + 1"/>
        <bind calculate=" ../so  div count(/data/*)" nodeset="/data/quay/phan" type="string"/>
        <bind calculate="sum( /data/quay/so )" nodeset="/data/tong" type="string"/>
        <bind calculate="indexed-repeat( /data/quay/so ,  /data/quay , 2)" nodeset="/data/hai" type="string"/>
        <bind nodeset="/data/co" type="string"/>
        <bind calculate="jr:choice-name( /data/co , ' /data/co ')" nodeset="/data/chu" type="string"/>
        <bind calculate=" instance('__last-saved')/data/ten " nodeset="/data/truoc" type="string"/>
        <bind calculate="instance('yn')/root/item[name =  /data/co ]/label" nodeset="/data/nhan" type="string"/>
        <bind calculate="concat( /data/ten , 1)" nodeset="/data/meta/instanceName" type="string"/>`,
    body: `
        <input ref="/data/ten"><label>Tên</label>
          <setvalue event="xforms-value-changed" ref="/data/luc" value="now()"/>
          <odk:setgeopoint event="xforms-value-changed" ref="/data/sau"/></input>
        <input ref="/data/ngay"><label>Ngày</label></input>
        <upload mediatype="image/*" ref="/data/anh"><label>Ảnh</label></upload>
        <input ref="/data/luc"><label>Lúc</label></input>
        <input ref="/data/n"><label>N</label></input>
        <group ref="/data/quay"><label>Quầy</label><repeat jr:count=" /data/n " nodeset="/data/quay">
          <input ref="/data/quay/so"><label>Số</label></input></repeat></group>
        <select1 ref="/data/co"><label>Có?</label>${itemset("instance('yn')/root/item")}</select1>`,
  },
};
