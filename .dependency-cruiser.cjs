const room = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: '^(shared|sealed|forms|electron|renderer|server|build|e2e|bench)/', pathNot: `^(${allowed.join('|')})/` },
});

/** Imports run one way: shared <- electron, renderer, server; what is sealed is for the two of them that have Node, forms for who fills or keeps them. */
module.exports = {
  forbidden: [
    room('shared-imports-no-room', 'shared', ['shared']),
    room('sealed-imports-shared-alone', 'sealed', ['sealed', 'shared']),
    room('electron-imports-what-is-shared', 'electron', ['electron', 'sealed', 'shared']),
    room('forms-imports-shared-alone', 'forms', ['forms', 'shared']),
    room('renderer-imports-what-is-shared', 'renderer', ['renderer', 'forms', 'shared']),
    room('server-imports-what-is-shared', 'server', ['server', 'sealed', 'forms', 'shared']),
    {
      name: 'shared-is-pure',
      comment: 'No I/O and no framework in shared; the storage contract alone may know RxDB.',
      severity: 'error',
      from: { path: '^shared/', pathNot: ['\\.test\\.ts$', '^shared/storage/'] },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'], pathNot: ['node_modules/(typebox|@noble/hashes)/'] },
    },
    {
      name: 'forms-are-pure',
      comment: "What reads a stranger's file may run anywhere, in a worker first.",
      severity: 'error',
      from: { path: '^forms/', pathNot: ['\\.test\\.ts$', '^forms/testing/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-never-import-features',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'data-knows-no-react',
      severity: 'error',
      from: { path: '^renderer/data/' },
      to: { path: ['^renderer/(app|ui|features)/', 'node_modules/(react|@mantine)'] },
    },
    {
      name: 'ui-below-features',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^renderer/(features|app)/' },
    },
    {
      name: 'server-goes-downwards',
      comment: 'routes -> services -> queries; a query knows nothing of HTTP.',
      severity: 'error',
      from: { path: '^server/queries/' },
      to: { path: ['^server/(routes|services|plugins)/', 'node_modules/fastify'] },
    },
    {
      name: 'services-below-routes',
      severity: 'error',
      from: { path: '^server/services/' },
      to: { path: '^server/routes/' },
    },
    {
      name: 'no-circular',
      comment: 'A circle of types alone is gone when the types are.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'] },
  },
};
