const { readFileSync } = require('node:fs');
const path = require('node:path');
const { app } = require('electron');

// The official Electron starts the application whose folder it is given; this runtime lost that part.
const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!given) {
  console.error('Usage: electron FOLDER');
  process.exit(2);
}
const folder = path.resolve(given);
const described = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setName(described.productName ?? described.name);
app.setVersion(described.version);
app.setAppPath(folder);
require(path.join(folder, described.main));
