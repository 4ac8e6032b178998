import type { NewDocument } from '../workspace.ts';

/** A case that is being prepared, ready to be saved. */
export const preparation: Omit<NewDocument<'cases'>, 'id'> = {
  number: '',
  kind: 'inspection',
  planned: true,
  sector: 'telecom',
  procedureId: 'procedure-1',
  templateIds: ['template-1'],
  entityId: 'entity-1',
  entityName: 'Công ty Điện Sáng',
  entityAddress: 'Đường Láng',
  legalGround: { number: '12/QĐ', issuedOn: null, issuedBy: 'Giám đốc', summary: '' },
  content: '',
  periodFrom: null,
  periodTo: null,
  startsOn: '2026-03-02',
  endsOn: '2026-03-06',
  team: [{ id: 'p-lan', name: 'Nguyễn Thị Lan', role: 'leader', sections: [] }],
  state: 'preparing',
  moves: [],
  dueOn: '9999-12-31',
  dueRule: '',
};
