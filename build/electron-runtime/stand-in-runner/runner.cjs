const { readFileSync } = require('node:fs');
const path = require('node:path');
const { app } = require('electron');

// The official Electron starts the application whose folder it is given, after the modules named by -r; this runtime lost that part.
const given = process.argv.slice(1);
const isName = (place) => given[place - 1] === '-r';
const named = given.find((argument, place) => !argument.startsWith('-') && !isName(place));
if (!named) {
  console.error('Usage: electron [-r MODULE] FOLDER');
  process.exit(2);
}
const folder = path.resolve(named);
const described = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setName(described.productName ?? described.name);
app.setVersion(described.version);
app.setAppPath(folder);
for (const [place, argument] of given.entries()) if (isName(place)) require(path.resolve(argument));
require(path.join(folder, described.main));
