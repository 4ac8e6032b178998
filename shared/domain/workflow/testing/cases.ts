import type { CaseState, InspectionCase } from '../../../schema/cases.ts';
import type { Person } from '../../../schema/people.ts';
import { applyMove, workflowOf } from '../moves.ts';
import type { Edge } from '../workflow.ts';

export const person = (id: string, role: Person['role']): Person => ({
  id,
  username: id,
  name: id,
  title: '',
  role,
  scope: '01',
  unitName: '',
});
export const binh = person('binh', 'teamLeader');
export const an = person('an', 'inspector');
export const hoa = person('hoa', 'supervisor');
export const prepared: InspectionCase = {
  id: 'case-1',
  scope: '01',
  createdAt: 'a',
  createdBy: 'binh',
  updatedAt: 'a',
  updatedBy: 'binh',
  device: 'd',
  clockOffsetMs: 0,
  conflicts: [],
  number: '',
  kind: 'specialisedCheck',
  planned: false,
  sector: 'post',
  procedureId: 'specialisedCheck2025',
  templateIds: ['post-enterprise'],
  entityId: 'e',
  entityName: 'Công ty CP Bưu chính Sao Mai',
  entityAddress: '',
  legalGround: { number: '212/QĐ-SKHCN', issuedOn: '2026-11-12', issuedBy: 'Giám đốc Sở', summary: '' },
  content: 'Giấy phép, hợp đồng, niêm yết',
  periodFrom: '2025-01-01',
  periodTo: '2026-10-31',
  startsOn: '2026-11-17',
  endsOn: '2026-11-26',
  team: [
    { id: 'binh', name: 'Trần Văn Bình', role: 'leader', sections: [] },
    { id: 'an', name: 'Nguyễn Thị An', role: 'member', sections: [] },
  ],
  state: 'preparing',
  moves: [],
  dueOn: '9999-12-31',
  dueRule: '',
};
export const inState = (state: CaseState, own: Partial<InspectionCase> = {}): InspectionCase => ({
  ...prepared,
  state,
  ...own,
});
export const edgeOf = (inspectionCase: InspectionCase, id: string): Edge => {
  const edge = workflowOf(inspectionCase).edges.find((each) => each.id === id);
  if (!edge) throw new Error(`no edge ${id}`);
  return edge;
};
/** The case after moves by edge id, each by a person. */
export const moved = (from: InspectionCase, ...made: [string, Person][]): InspectionCase => {
  let state = from;
  for (const [place, [id, by]] of made.entries()) {
    const move = { id: `${from.moves.length + place}-${by.id}`, by: by.id, at: `t${place}`, reason: 'lý do' };
    state = { ...state, ...applyMove(state, edgeOf(state, id), move) };
  }
  return state;
};
