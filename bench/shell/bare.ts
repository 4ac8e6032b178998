import { app, BrowserWindow } from 'electron';

// The least that an Electron program can be: what the product's start is compared with.
app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1_280, height: 800 });
  await window.loadURL('data:text/html,<!doctype html><title>Bare</title><h1>Minh Tra</h1>');
});
process.on('SIGTERM', () => app.exit(0));
