import { afterEach, describe, expect, it } from 'vitest';
import { offlineWorkspace } from '../../data/testing/offline-workspace.ts';
import { preparation } from '../../data/testing/preparation.ts';
import type { Workspace } from '../../data/workspace.ts';
import { type CaseAndEntity, type EntityFields, saveEntityFields, sharedFieldsOf } from './entity-fields.ts';

let workspace: Workspace | undefined;
afterEach(async () => {
  await workspace?.close();
  workspace = undefined;
});

async function made(device: Workspace, own: { name: string; address: string }): Promise<CaseAndEntity> {
  const entity = await device.insert('entities', {
    name: 'Bưu cục Sao Mia',
    form: 'organisation',
    code: '',
    address: '12 Lê Lợi',
    representative: '',
    representativeTitle: '',
    phone: '',
    sectors: [],
    licences: [],
    note: '',
    sameAs: '',
  });
  const named = { entityId: entity.id, entityName: own.name, entityAddress: own.address };
  const inspectionCase = await device.insert('cases', { ...preparation, ...named });
  return { inspectionCase, entity };
}

async function corrected(typed: Partial<EntityFields>, own = { name: 'Bưu cục Sao Mia', address: '12 Lê Lợi' }) {
  workspace = await offlineWorkspace();
  const seen = await made(workspace, own);
  await saveEntityFields(workspace, typed, seen, sharedFieldsOf(seen));
  const { cases, entities } = workspace.collections;
  const inspectionCase = await cases.findOne(seen.inspectionCase.id).exec(true);
  const { name, address, code, phone } = await entities.findOne(seen.inspectionCase.entityId).exec(true);
  return { ofCase: [inspectionCase.entityName, inspectionCase.entityAddress], ofEntity: [name, address], code, phone };
}

describe('what is corrected of an entity in a case', () => {
  it('is corrected in both where both have the slip', async () => {
    expect(await corrected({ entityName: 'Bưu cục Sao Mai ', entityAddress: '14 Lê Lợi' })).toMatchObject({
      ofCase: ['Bưu cục Sao Mai', '14 Lê Lợi'],
      ofEntity: ['Bưu cục Sao Mai', '14 Lê Lợi'],
    });
  });

  it('stays the case’s own where the case has another name or address', async () => {
    const own = { name: 'Điểm phục vụ số 2', address: '5 Trần Phú' };
    expect(await corrected({ entityName: 'Điểm phục vụ số 3', entityAddress: '7 Trần Phú' }, own)).toMatchObject({
      ofCase: ['Điểm phục vụ số 3', '7 Trần Phú'],
      ofEntity: ['Bưu cục Sao Mia', '12 Lê Lợi'],
    });
  });

  it('never empties a name, and writes a code as it is written', async () => {
    expect(await corrected({ entityName: '  ', entityCode: '0312 345 678 001', phone: '0912' })).toMatchObject({
      ofCase: ['Bưu cục Sao Mia', '12 Lê Lợi'],
      ofEntity: ['Bưu cục Sao Mia', '12 Lê Lợi'],
      code: '0312345678-001',
      phone: '0912',
    });
  });

  it('stays the case’s own also when half a word makes both alike', async () => {
    workspace = await offlineWorkspace();
    const seen = await made(workspace, { name: 'Bưu cục Sao Mia', address: '12 Lê Lợi, tầng 2' });
    const shared = sharedFieldsOf(seen);
    for (const entityAddress of ['12 Lê Lợi', '12 Lê Lợi, tầng 3']) {
      await saveEntityFields(workspace, { entityAddress }, seen, shared);
    }
    const entity = await workspace.collections.entities.findOne(seen.entity?.id ?? '').exec(true);
    expect(entity.address).toBe('12 Lê Lợi');
    const { entityAddress, conflicts } = await workspace.collections.cases.findOne(seen.inspectionCase.id).exec(true);
    expect([entityAddress, conflicts]).toEqual(['12 Lê Lợi, tầng 3', []]);
  });

  it('reaches both when the first attempt was cut off between them', async () => {
    workspace = await offlineWorkspace();
    const seen = await made(workspace, { name: 'Bưu cục Sao Mia', address: '12 Lê Lợi' });
    const { change } = workspace;
    const broken: Workspace = {
      ...workspace,
      change: (name, ...rest) => (name === 'cases' ? Promise.reject(new Error('cut')) : change(name, ...rest)),
    };
    const typed = { entityName: 'Bưu cục Sao Mai' };
    await expect(saveEntityFields(broken, typed, seen, sharedFieldsOf(seen))).rejects.toThrow('cut');
    await saveEntityFields(workspace, typed, seen, sharedFieldsOf(seen));
    const { cases, entities } = workspace.collections;
    expect((await cases.findOne(seen.inspectionCase.id).exec(true)).entityName).toBe('Bưu cục Sao Mai');
    expect((await entities.findOne(seen.entity?.id ?? '').exec(true)).name).toBe('Bưu cục Sao Mai');
  });

  it('leaves an entity of another unit as it is, and a code that is none', async () => {
    workspace = await offlineWorkspace();
    const seen = await made(workspace, { name: 'Bưu cục Sao Mia', address: '12 Lê Lợi' });
    await saveEntityFields(
      workspace,
      { entityName: 'Bưu cục Sao Mai' },
      { ...seen, entity: null },
      sharedFieldsOf(seen),
    );
    await saveEntityFields(workspace, { entityCode: '12AB' }, seen, sharedFieldsOf(seen));
    const entity = await workspace.collections.entities.findOne(seen.entity?.id ?? '').exec(true);
    expect([entity.name, entity.code]).toEqual(['Bưu cục Sao Mia', '']);
  });

  it('leaves what a colleague has corrected in the register since', async () => {
    workspace = await offlineWorkspace();
    const { inspectionCase, entity } = await made(workspace, { name: 'Bưu cục Sao Mia', address: '12 Lê Lợi' });
    if (!entity) throw new Error('no entity');
    const shared = sharedFieldsOf({ inspectionCase, entity });
    const corrected = await workspace.change('entities', entity.id, () => ({ address: '99 Trần Phú' }));
    await saveEntityFields(workspace, { entityAddress: '12B Lê Lợi' }, { inspectionCase, entity: corrected }, shared);
    const register = await workspace.collections.entities.findOne(entity.id).exec(true);
    const ofCase = await workspace.collections.cases.findOne(inspectionCase.id).exec(true);
    expect([register.address, ofCase.entityAddress]).toEqual(['99 Trần Phú', '12B Lê Lợi']);
  });
});
