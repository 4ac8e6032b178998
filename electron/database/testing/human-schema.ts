import type { RxJsonSchema } from 'rxdb';

export interface Human {
  id: string;
  name: string;
  age?: number;
  isAdult?: boolean;
  address?: { city: string };
}

export const humanSchema: RxJsonSchema<Human> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 60 },
    name: { type: 'string', maxLength: 80 },
    age: { type: 'number', minimum: 0, maximum: 200, multipleOf: 1 },
    isAdult: { type: 'boolean' },
    address: { type: 'object', properties: { city: { type: 'string', maxLength: 40 } } },
  },
  required: ['id', 'name'],
  indexes: ['name', ['age', 'name'], 'isAdult', 'address.city'],
};
