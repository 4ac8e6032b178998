import { tableMigrations } from '../../electron/database/migrations/migrate.ts';
import { deviceCollections } from '../../shared/schema/collections.ts';

/** Forms of what a laptop keeps, as this program writes them. */
export const forms = {
  layout: tableMigrations.length,
  ...Object.fromEntries(deviceCollections.map(({ name, version }) => [name, version])),
};

/** What stands on a laptop that was kept: the test looks for it. */
export const written = {
  /** Whose laptop it is: the leader of the case's team. */
  username: 'binh',
  entity: 'Công ty CP Bưu chính Sao Mai',
  /** Both unsent: a step of a case that the server has, and a new entry. */
  move: 'Ghi nhận quyết định',
  diary: 'Đoàn đã làm việc tại điểm phục vụ số 2',
  textSize: 125,
  /** Of the data folder. */
  files: ['device.json', 'settings.json', 'people'],
} as const;
