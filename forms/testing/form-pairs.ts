import { type FormPair, workedPair } from './worked-pair.ts';
import { item, itemset, list, meta } from './xform-of.ts';

/** Forms as XLSForm has them, and as programs make XForms of them. */
export const formPairs = {
  'groups, repeats and questions, with what each says and asks': {
    tables: {
      settings: `
        | form_title | form_id | version |
        | Điểm       | diem    | 7       |`,
      survey: `
        | type           | name   | label            | hint      | required | required_message | relevant      | constraint | constraint_message | appearance |
        | begin_group    | point  | Điểm phục vụ     |           |          |                  |               |            |                    | field-list |
        | select_one yn  | open   | Có mở cửa không? | Nhìn biển | yes      | Phải trả lời     |               |            |                    | minimal    |
        | begin_repeat   | desk   | Quầy             |           |          |                  | \${open} = 'y' |            |                    |            |
        | integer        | staff  | Số nhân viên     |           |          |                  |               | . > 0      | Ít nhất một        |            |
        | text           | why    | Vì sao?          |           |          |                  | \${staff} > 9  |            |                    |            |
        | end_repeat     |        |                  |           |          |                  |               |            |                    |            |
        | end_group      |        |                  |           |          |                  |               |            |                    |            |
        | text           | other  | Thêm             |           | \${open}='n' and 1 |          |               |            |                    |            |
        | note           | thanks | Cảm ơn           |           |          |                  |               |            |                    |            |`,
      choices: '| list_name | name | label |\n| yn | y | Có |\n| yn | n | Không |',
    },
    parts: {
      title: 'Điểm',
      data: `<data id="diem" version="7">
        <point><open/><desk jr:template=""><staff/><why/></desk><desk><staff/><why/></desk></point>
        <other/><thanks/>${meta}</data>`,
      lists: list('yn', item('y', 'Có') + item('n', 'Không')),
      binds: `
        <bind nodeset="/data/point/open" required="true()" jr:requiredMsg="Phải trả lời" type="string"/>
        <bind nodeset="/data/point/desk" relevant=" /data/point/open  = 'y'"/>
        <bind nodeset="/data/point/desk/staff" constraint=". &gt; 0" jr:constraintMsg="Ít nhất một" type="int"/>
        <bind nodeset="/data/point/desk/why" relevant=" ../staff  &gt; 9" type="string"/>
        <bind nodeset="/data/other" required=" /data/point/open ='n' and 1" type="string"/>
        <bind nodeset="/data/thanks" readonly="true()" type="string"/>`,
      body: `
        <group appearance="field-list" ref="/data/point"><label>Điểm phục vụ</label>
          <select1 appearance="minimal" ref="/data/point/open"><label>Có mở cửa không?</label><hint>Nhìn biển</hint>
            ${itemset("instance('yn')/root/item")}</select1>
          <group ref="/data/point/desk"><label>Quầy</label>
            <repeat nodeset="/data/point/desk">
              <input ref="/data/point/desk/staff"><label>Số nhân viên</label></input>
              <input ref="/data/point/desk/why"><label>Vì sao?</label></input>
            </repeat></group>
        </group>
        <input ref="/data/other"><label>Thêm</label></input>
        <input ref="/data/thanks"><label>Cảm ơn</label></input>`,
    },
  },

  'every kind of question': {
    tables: {
      survey: `
        | type               | name | label | readonly | parameters            |
        | text               | a    | A     |          | rows=5                |
        | integer            | b    | B     |          |                       |
        | decimal            | c    | C     |          |                       |
        | range              | d    | D     |          | start=1 end=10 step=2 |
        | date               | e    | E     |          |                       |
        | time               | f    | F     |          |                       |
        | dateTime           | g    | G     |          |                       |
        | image              | h    | H     |          | max-pixels=1024       |
        | audio              | i    | I     |          | quality=low           |
        | video              | j    | J     |          |                       |
        | file               | k    | K     |          |                       |
        | barcode            | l    | L     |          |                       |
        | geopoint           | m    | M     |          | capture-accuracy=10 warning-accuracy=50 |
        | geotrace           | n    | N     |          |                       |
        | geoshape           | o    | O     |          |                       |
        | acknowledge        | p    | P     |          |                       |
        | select_one x       | q    | Q     | yes      |                       |
        | select_multiple x  | r    | R     |          |                       |
        | rank x             | s    | S     |          | randomize=true seed=42 |`,
      choices: '| list_name | name | label |\n| x | x1 | Một |\n| x | x2 | Hai |',
    },
    parts: {
      data: `<data>${[...'abcdefghijklmnopqrs'].map((name) => `<${name}/>`).join('')}${meta}</data>`,
      lists: list('x', item('x1', 'Một') + item('x2', 'Hai')),
      binds: [
        ...['a string', 'b int', 'c decimal', 'd int', 'e date', 'f time', 'g dateTime', 'h binary', 'i binary'],
        ...['j binary', 'k binary', 'l barcode', 'm geopoint', 'n geotrace', 'o geoshape', 'p string', 'q string'],
        ...['r string', 's odk:rank'],
      ]
        .map((each) => each.split(' '))
        .map(([name, type]) => {
          const more = { h: 'orx:max-pixels="1024"', i: 'odk:quality="low"', q: 'readonly="true()"' }[name ?? ''] ?? '';
          return `<bind nodeset="/data/${name}" type="${type}" ${more}/>`;
        })
        .join(''),
      body: `
        <input ref="/data/a" rows="5"><label>A</label></input>
        ${[...'bc'].map((name) => `<input ref="/data/${name}"><label>${name.toUpperCase()}</label></input>`).join('')}
        <range end="10" ref="/data/d" start="1" step="2"><label>D</label></range>
        ${[...'efg'].map((name) => `<input ref="/data/${name}"><label>${name.toUpperCase()}</label></input>`).join('')}
        <upload mediatype="image/*" ref="/data/h"><label>H</label></upload>
        <upload mediatype="audio/*" ref="/data/i"><label>I</label></upload>
        <upload mediatype="video/*" ref="/data/j"><label>J</label></upload>
        <upload mediatype="application/*" ref="/data/k"><label>K</label></upload>
        <input ref="/data/l"><label>L</label></input>
        <input ref="/data/m" accuracyThreshold="10" unacceptableAccuracyThreshold="50"><label>M</label></input>
        ${[...'no'].map((name) => `<input ref="/data/${name}"><label>${name.toUpperCase()}</label></input>`).join('')}
        <trigger ref="/data/p"><label>P</label></trigger>
        <select1 ref="/data/q"><label>Q</label>${itemset("instance('x')/root/item")}</select1>
        <select ref="/data/r"><label>R</label>${itemset("instance('x')/root/item")}</select>
        <odk:rank ref="/data/s"><label>S</label>${itemset("randomize(instance('x')/root/item, 42)")}</odk:rank>`,
    },
  },

  'several languages, with media, guidance, messages and answers within words': {
    tables: {
      settings: '| default_language |\n| Tiếng Việt (vi) |',
      survey: `
        | type          | name | label::Tiếng Việt (vi) | label::English (en) | guidance_hint::Tiếng Việt (vi) | hint::English (en) | image::Tiếng Việt (vi) | audio::English (en) | constraint | constraint_message::Tiếng Việt (vi) | required_message::Tiếng Việt (vi) |
        | text          | ten  | Tên                    | Name                |                                | As written         | bang.jpg               | ten.mp3             | . != \${so} | Không được là \${so}                 | Cần \${so}                         |
        | integer       | so   | Số của \${ten}          |                     | Đếm kỹ                         |                    |                        |                     |            |                                     |                                   |
        | select_one yn | co   | Có?                    | Yes?                |                                |                    |                        |                     |            |                                     |                                   |`,
      choices: `
        | list_name | name | label::Tiếng Việt (vi) | label::English (en) | big-image::English (en) |
        | yn        | y    | Có                     | Yes                 | big.png                 |
        | yn        | n    | Không                  |                     |                         |`,
    },
    parts: {
      data: `<data><ten/><so/><co/>${meta}</data>`,
      itext: `
        <translation lang="English (en)">
          <text id="/data/ten:label"><value>Name</value><value form="audio">jr://audio/ten.mp3</value></text>
          <text id="/data/ten:hint"><value>As written</value></text>
          <text id="/data/ten:jr:constraintMsg"><value>-</value></text>
          <text id="/data/ten:jr:requiredMsg"><value>-</value></text>
          <text id="/data/so:label"><value>-</value></text>
          <text id="/data/so:hint"><value form="guidance">-</value></text>
          <text id="/data/co:label"><value>Yes?</value></text>
          <text id="yn-0"><value>Yes</value><value form="big-image">jr://images/big.png</value></text>
          <text id="yn-1"><value>-</value></text>
        </translation>
        <translation default="true()" lang="Tiếng Việt (vi)">
          <text id="/data/ten:label"><value>Tên</value><value form="image">jr://images/bang.jpg</value></text>
          <text id="/data/ten:hint"><value>-</value></text>
          <text id="/data/ten:jr:constraintMsg"><value>Không được là <output value=" /data/so "/></value></text>
          <text id="/data/ten:jr:requiredMsg"><value>Cần <output value=" /data/so "/></value></text>
          <text id="/data/so:label"><value>Số của <output value=" /data/ten "/></value></text>
          <text id="/data/so:hint"><value form="guidance">Đếm kỹ</value></text>
          <text id="/data/co:label"><value>Có?</value></text>
          <text id="yn-0"><value>Có</value></text>
          <text id="yn-1"><value>Không</value></text>
        </translation>`,
      lists: list(
        'yn',
        '<item><itextId>yn-0</itextId><name>y</name></item><item><itextId>yn-1</itextId><name>n</name></item>',
      ),
      binds: `
        <bind nodeset="/data/ten" type="string" constraint=". !=  /data/so "
          jr:constraintMsg="jr:itext('/data/ten:jr:constraintMsg')" jr:requiredMsg="jr:itext('/data/ten:jr:requiredMsg')"/>
        <bind nodeset="/data/so" type="int"/><bind nodeset="/data/co" type="string"/>`,
      body: `
        <input ref="/data/ten"><label ref="jr:itext('/data/ten:label')"/><hint ref="jr:itext('/data/ten:hint')"/></input>
        <input ref="/data/so"><label ref="jr:itext('/data/so:label')"/><hint ref="jr:itext('/data/so:hint')"/></input>
        <select1 ref="/data/co"><label ref="jr:itext('/data/co:label')"/>
          ${itemset("instance('yn')/root/item", 'name', 'jr:itext(itextId)')}</select1>`,
    },
  },

  'one language without a name, and words in the place of texts': {
    tables: {
      survey: `
        | type   | name | label       | image   |
        | text   | a    | Có ảnh      | a.jpg   |
        | text   | b    | Sau \${a} là |         |`,
    },
    parts: {
      data: `<data><a/><b/>${meta}</data>`,
      itext: `<translation default="true()" lang="default">
        <text id="/data/a:label"><value>Có ảnh</value><value form="image">jr://images/a.jpg</value></text></translation>`,
      binds: '<bind nodeset="/data/a" type="string"/><bind nodeset="/data/b" type="string"/>',
      body: `
        <input ref="/data/a"><label ref="jr:itext('/data/a:label')"/></input>
        <input ref="/data/b"><label>Sau <output value=" /data/a "/> là</label></input>`,
    },
  },

  'choices that are filtered, of files beside the form, and of the answers to a repeat': {
    tables: {
      survey: `
        | type                               | name | label | choice_filter                    | parameters         |
        | select_one tinh                    | tinh | Tỉnh  |                                  | randomize=true     |
        | select_one xa                      | xa   | Xã    | tinh = \${tinh} and dan > 3       |                    |
        | select_multiple_from_file diem.csv | diem | Điểm  | tinh=\${tinh}                     | value=ma label=ten |
        | select_one_from_file bando.geojson | noi  | Nơi   |                                  |                    |
        | begin_repeat                       | quay | Quầy  |                                  |                    |
        | text                               | ten  | Tên   |                                  |                    |
        | select_one tinh                    | ve   | Về    |                                  |                    |
        | select_one xa                      | vexa | Xã    | tinh = \${ve}                     |                    |
        | end_repeat                         |      |       |                                  |                    |
        | select_one \${ten}                  | chon | Quầy? |                                  |                    |`,
      choices: `
        | list_name | name | label   | tinh | dan |
        | tinh      | hn   | Hà Nội  |      |     |
        | xa        | bd   | Ba Đình | hn   | 9   |`,
    },
    attachments: new Map([
      ['diem.csv', new TextEncoder().encode('ma,ten,tinh\n01,"Điểm 1, quầy 2",hn\n02,Điểm 2,hn\n')],
      [
        'bando.geojson',
        new TextEncoder().encode(
          '{"type":"FeatureCollection","features":[{"type":"Feature","id":"n1","properties":{"title":"Nhà 1"}}]}',
        ),
      ],
    ]),
    parts: {
      data: `<data><tinh/><xa/><diem/><noi/><quay jr:template=""><ten/><ve/><vexa/></quay><quay><ten/><ve/><vexa/></quay>
        <chon/>${meta}</data>`,
      lists: `
        <instance id="diem" src="jr://file-csv/diem.csv"/><instance id="bando" src="jr://file/bando.geojson"/>
        ${list('tinh', item('hn', 'Hà Nội'))}${list('xa', item('bd', 'Ba Đình', '<tinh>hn</tinh><dan>9</dan>'))}`,
      binds: ['tinh', 'xa', 'diem', 'noi', 'quay/ten', 'quay/ve', 'quay/vexa', 'chon']
        .map((path) => `<bind nodeset="/data/${path}" type="string"/>`)
        .join(''),
      body: `
        <select1 ref="/data/tinh"><label>Tỉnh</label>${itemset("randomize(instance('tinh')/root/item)")}</select1>
        <select1 ref="/data/xa"><label>Xã</label>
          ${itemset("instance('xa')/root/item[tinh =  /data/tinh  and dan &gt; 3]")}</select1>
        <select ref="/data/diem"><label>Điểm</label>
          ${itemset("instance('diem')/root/item[tinh= /data/tinh ]", 'ma', 'ten')}</select>
        <select1 ref="/data/noi"><label>Nơi</label>${itemset("instance('bando')/root/item", 'id', 'title')}</select1>
        <group ref="/data/quay"><label>Quầy</label><repeat nodeset="/data/quay">
          <input ref="/data/quay/ten"><label>Tên</label></input>
          <select1 ref="/data/quay/ve"><label>Về</label>${itemset("instance('tinh')/root/item")}</select1>
          <select1 ref="/data/quay/vexa"><label>Xã</label>
            ${itemset("instance('xa')/root/item[tinh =  current()/../ve ]")}</select1>
        </repeat></group>
        <select1 ref="/data/chon"><label>Quầy?</label>${itemset("/data/quay[./ten != '']", 'ten', 'ten')}</select1>`,
    },
  },
  'what is worked out, given before anybody has answered, and written down by the device': workedPair,
} as const satisfies Readonly<Record<string, FormPair>>;
