/** Version of the wire protocol. A server refuses an older client with `server.newer`, a client an older server with `server.older`. */
export const protocolVersion = 5;
/** Header that carries it both ways. */
export const protocolHeader = 'x-minh-tra-protocol';
/** Header by which a client knows that it speaks to a Minh Tra server and not to a portal page. */
export const serverHeader = 'x-minh-tra-server';
/** Header with the server's clock, milliseconds since 1970, in every answer. */
export const clockHeader = 'x-minh-tra-clock';
/**
 * Header that names the person's database on one laptop: a random id kept beside the file and renewed with it. The feed
 * leaves out what the asking replica wrote itself, so a file that was renewed or restored asks under a new id.
 */
export const replicaHeader = 'x-minh-tra-replica';
/**
 * Header with the database's epoch, a random id made with it and again when it is restored: in every answer, and in a
 * request that of the database which the client has met. Another one is refused with `server.restored`.
 */
export const epochHeader = 'x-minh-tra-epoch';
