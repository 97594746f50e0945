-- The practice database: TSH ERP as far as the tests of a gate need it. The passwords are no secrets.
CREATE ROLE tsh LOGIN PASSWORD 'lab-s3cret' IN ROLE pg_monitor, pg_signal_backend;
ALTER ROLE postgres PASSWORD 'lab-s3cret';
CREATE DATABASE tsh_erp OWNER tsh;
\connect tsh_erp
SET ROLE tsh;

-- Protected by the default blacklist.
CREATE TABLE roles (id int PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE permissions (
  role_id int NOT NULL REFERENCES roles,
  permission text NOT NULL,
  PRIMARY KEY (role_id, permission)
);
CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL UNIQUE, role_id int NOT NULL REFERENCES roles);
INSERT INTO roles VALUES (1, 'admin'), (2, 'accountant'), (3, 'salesperson');
INSERT INTO permissions VALUES (1, 'everything'), (2, 'invoices.write'), (2, 'invoices.read'), (3, 'invoices.read');
INSERT INTO users VALUES (1, 'amira', 1), (2, 'basim', 2), (3, 'dunya', 3);

-- Ordinary business data: what sessions lock when they get in each other's way.
CREATE TABLE products (id int PRIMARY KEY, name text NOT NULL, stock int NOT NULL);
INSERT INTO products SELECT n, 'Product ' || n, 100 FROM generate_series(1, 20) AS n;

CREATE TYPE tds_event_status AS ENUM ('pending', 'processing', 'completed', 'failed', 'retry', 'dead_letter');

CREATE TABLE tds_sync_queue (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  inbox_event_id uuid NOT NULL DEFAULT gen_random_uuid(),
  entity_type varchar(50) NOT NULL,
  source_entity_id text NOT NULL,
  operation_type varchar(20) NOT NULL DEFAULT 'upsert',
  validated_payload jsonb NOT NULL DEFAULT '{}',
  status tds_event_status NOT NULL DEFAULT 'pending',
  priority int NOT NULL DEFAULT 5,
  attempt_count int NOT NULL DEFAULT 0,
  max_retry_attempts int NOT NULL DEFAULT 3,
  next_retry_at timestamptz,
  locked_by text,
  lock_expires_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  completed_at timestamptz,
  error_message text,
  error_code varchar(50)
);
CREATE INDEX tds_sync_queue_lock ON tds_sync_queue (status, lock_expires_at);
CREATE INDEX tds_sync_queue_due ON tds_sync_queue (priority, created_at) WHERE status = 'pending';

CREATE TABLE tds_dead_letter_queue (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  sync_queue_id uuid NOT NULL REFERENCES tds_sync_queue,
  entity_type varchar(50) NOT NULL,
  source_entity_id text NOT NULL,
  failure_reason text NOT NULL,
  error_code varchar(50),
  total_attempts int NOT NULL,
  last_error_message text,
  last_payload jsonb NOT NULL,
  resolved bool NOT NULL DEFAULT false,
  resolved_at timestamptz,
  resolved_by text,
  resolution_notes text,
  created_at timestamptz NOT NULL DEFAULT now(),
  priority int NOT NULL DEFAULT 5
);
CREATE INDEX tds_dead_letter_queue_open ON tds_dead_letter_queue (created_at) WHERE NOT resolved;
