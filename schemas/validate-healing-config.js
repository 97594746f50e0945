// Made by Ajv from src/config/schema.ts: npm run schemas. Not to be edited.
"use strict";
export const validateShape = validate21;
const schema6 = {"type":"object","additionalProperties":false,"properties":{"$schema":{"$ref":"#/definitions/shared0"},"environment":{"$ref":"#/definitions/shared1"},"auto_healing":{"$ref":"#/definitions/shared8"},"connections":{"$ref":"#/definitions/shared12"},"plugins":{"$ref":"#/definitions/shared14"},"phases":{"$ref":"#/definitions/shared56"},"healing_actions":{"$ref":"#/definitions/shared74"},"safety_limits":{"$ref":"#/definitions/shared77"},"blacklist":{"$ref":"#/definitions/shared78"},"notifications":{"$ref":"#/definitions/shared84"},"reports":{"$ref":"#/definitions/shared86"}},"definitions":{"shared0":{"type":"string"},"shared1":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},"shared2":{"type":"boolean"},"shared3":{"type":"integer","minimum":1,"maximum":100},"shared4":{"type":"number","minimum":0,"maximum":3600},"shared5":{"type":"number","minimum":0.1,"maximum":86400},"shared6":{"type":"number","minimum":0.01,"maximum":3600},"shared7":{"type":"object","additionalProperties":false,"properties":{"timeout_seconds":{"$ref":"#/definitions/shared5"},"consecutive_passes":{"$ref":"#/definitions/shared3"},"interval_seconds":{"$ref":"#/definitions/shared6"}}},"shared8":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"dry_run":{"$ref":"#/definitions/shared2"},"max_healing_attempts":{"$ref":"#/definitions/shared3"},"retry_delay_seconds":{"$ref":"#/definitions/shared4"},"stabilization":{"$ref":"#/definitions/shared7"}}},"shared9":{"type":"object","additionalProperties":false,"properties":{"host":{"$ref":"#/definitions/shared0"}}},"shared10":{"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"$ref":"#/definitions/shared0"},"admin_url":{"$ref":"#/definitions/shared0"}}},"shared11":{"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"$ref":"#/definitions/shared0"}}},"shared12":{"type":"object","additionalProperties":false,"properties":{"docker":{"$ref":"#/definitions/shared9"},"database":{"$ref":"#/definitions/shared10"},"redis":{"$ref":"#/definitions/shared11"}}},"shared13":{"type":"string","minLength":1},"shared14":{"type":"array","maxItems":50,"items":{"$ref":"#/definitions/shared13"}},"shared15":{"type":"number","minimum":0.1,"maximum":3600},"shared16":{"type":"number","minimum":0,"maximum":1000000},"shared17":{"type":"number","minimum":0,"maximum":100},"shared18":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$"},"shared19":{"type":"array","items":{"$ref":"#/definitions/shared18"}},"shared20":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"min_free_disk_gb":{"$ref":"#/definitions/shared16"},"min_free_memory_percent":{"$ref":"#/definitions/shared17"},"required_env":{"$ref":"#/definitions/shared19"}}},"shared21":{"type":"string","minLength":1,"maxLength":255},"shared22":{"type":"array","items":{"$ref":"#/definitions/shared13"}},"shared23":{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/definitions/shared21"},"project":{"$ref":"#/definitions/shared21"},"service":{"$ref":"#/definitions/shared21"},"one_shot":{"$ref":"#/definitions/shared2"},"depends_on":{"$ref":"#/definitions/shared22"}}},"shared24":{"type":"array","minItems":1,"maxItems":1000,"items":{"$ref":"#/definitions/shared23"}},"shared25":{"type":"number","minimum":0,"maximum":86400},"shared26":{"type":"number","minimum":1,"maximum":86400},"shared27":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"expected":{"$ref":"#/definitions/shared24"},"starting_grace_seconds":{"$ref":"#/definitions/shared25"},"stuck_after_seconds":{"$ref":"#/definitions/shared26"}}},"shared28":{"type":"number","minimum":1,"maximum":100},"shared29":{"type":"number","minimum":0,"maximum":31536000},"shared30":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"container":{"$ref":"#/definitions/shared21"},"pool_usage_percent":{"$ref":"#/definitions/shared28"},"idle_seconds":{"$ref":"#/definitions/shared29"},"lock_wait_seconds":{"$ref":"#/definitions/shared29"},"idle_in_transaction_seconds":{"$ref":"#/definitions/shared29"}}},"shared31":{"type":"integer","minimum":1,"maximum":600000},"shared32":{"type":"number","minimum":1,"maximum":31536000},"shared33":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"container":{"$ref":"#/definitions/shared21"},"ping_timeout_ms":{"$ref":"#/definitions/shared31"},"memory_high_percent":{"$ref":"#/definitions/shared28"},"memory_full_percent":{"$ref":"#/definitions/shared28"},"expiring_within_seconds":{"$ref":"#/definitions/shared32"}}},"shared34":{"type":"string","enum":["worker","scheduler"]},"shared35":{"type":"integer","minimum":1,"maximum":10000},"shared36":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/shared0"}},"shared37":{"type":"number","minimum":0.1,"maximum":31536000},"shared38":{"type":"object","additionalProperties":false,"properties":{"redis_key":{"$ref":"#/definitions/shared13"},"query":{"$ref":"#/definitions/shared13"},"max_age_seconds":{"$ref":"#/definitions/shared37"}}},"shared39":{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/definitions/shared21"},"kind":{"$ref":"#/definitions/shared34"},"match":{"$ref":"#/definitions/shared13"},"min_processes":{"$ref":"#/definitions/shared35"},"container":{"$ref":"#/definitions/shared21"},"systemd_unit":{"$ref":"#/definitions/shared21"},"restart_command":{"$ref":"#/definitions/shared36"},"heartbeat":{"$ref":"#/definitions/shared38"},"stalled_seconds":{"$ref":"#/definitions/shared37"}}},"shared40":{"type":"array","minItems":1,"maxItems":1000,"items":{"$ref":"#/definitions/shared39"}},"shared41":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"expected":{"$ref":"#/definitions/shared40"}}},"shared42":{"type":"string","minLength":1,"maxLength":63},"shared43":{"type":"object","additionalProperties":false,"properties":{"id":{"$ref":"#/definitions/shared42"},"entity_type":{"$ref":"#/definitions/shared42"},"source_entity_id":{"$ref":"#/definitions/shared42"},"validated_payload":{"$ref":"#/definitions/shared42"},"status":{"$ref":"#/definitions/shared42"},"priority":{"$ref":"#/definitions/shared42"},"attempt_count":{"$ref":"#/definitions/shared42"},"max_retry_attempts":{"$ref":"#/definitions/shared42"},"next_retry_at":{"$ref":"#/definitions/shared42"},"locked_by":{"$ref":"#/definitions/shared42"},"lock_expires_at":{"$ref":"#/definitions/shared42"},"created_at":{"$ref":"#/definitions/shared42"},"started_at":{"$ref":"#/definitions/shared42"},"error_message":{"$ref":"#/definitions/shared42"},"error_code":{"$ref":"#/definitions/shared42"},"inbox_event_id":{"$ref":"#/definitions/shared42"},"operation_type":{"$ref":"#/definitions/shared42"},"completed_at":{"$ref":"#/definitions/shared42"}}},"shared44":{"type":"object","additionalProperties":false,"properties":{"id":{"$ref":"#/definitions/shared42"},"sync_queue_id":{"$ref":"#/definitions/shared42"},"entity_type":{"$ref":"#/definitions/shared42"},"source_entity_id":{"$ref":"#/definitions/shared42"},"failure_reason":{"$ref":"#/definitions/shared42"},"error_code":{"$ref":"#/definitions/shared42"},"total_attempts":{"$ref":"#/definitions/shared42"},"last_error_message":{"$ref":"#/definitions/shared42"},"last_payload":{"$ref":"#/definitions/shared42"},"resolved":{"$ref":"#/definitions/shared42"},"resolved_at":{"$ref":"#/definitions/shared42"},"resolved_by":{"$ref":"#/definitions/shared42"},"created_at":{"$ref":"#/definitions/shared42"},"priority":{"$ref":"#/definitions/shared42"},"resolution_notes":{"$ref":"#/definitions/shared42"}}},"shared45":{"type":"integer","minimum":0},"shared46":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"table":{"$ref":"#/definitions/shared21"},"dead_letter_table":{"$ref":"#/definitions/shared21"},"columns":{"$ref":"#/definitions/shared43"},"dead_letter_columns":{"$ref":"#/definitions/shared44"},"max_stuck":{"$ref":"#/definitions/shared45"},"max_failed":{"$ref":"#/definitions/shared45"},"max_pending":{"$ref":"#/definitions/shared45"},"max_dead_letters":{"$ref":"#/definitions/shared45"},"max_delay_seconds":{"$ref":"#/definitions/shared32"},"lock_timeout_seconds":{"$ref":"#/definitions/shared32"},"held_error_codes":{"$ref":"#/definitions/shared22"},"rate_limit_error_codes":{"$ref":"#/definitions/shared22"},"rate_limit_delay_seconds":{"$ref":"#/definitions/shared26"}}},"shared47":{"type":"number","minimum":1,"maximum":2592000},"shared48":{"type":"number","minimum":10},"shared49":{"type":"integer","minimum":1},"shared50":{"type":"number","minimum":1,"maximum":604800},"shared51":{"type":"string","pattern":"^/+[^/]"},"shared52":{"type":"array","items":{"$ref":"#/definitions/shared51"}},"shared53":{"type":"string","pattern":"[^*?]"},"shared54":{"type":"array","items":{"$ref":"#/definitions/shared53"}},"shared55":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"container":{"$ref":"#/definitions/shared21"},"health_url":{"$ref":"#/definitions/shared0"},"health_timeout_ms":{"$ref":"#/definitions/shared31"},"log_file":{"$ref":"#/definitions/shared13"},"error_pattern":{"$ref":"#/definitions/shared13"},"error_window_seconds":{"$ref":"#/definitions/shared26"},"max_errors":{"$ref":"#/definitions/shared45"},"memory_percent":{"$ref":"#/definitions/shared28"},"memory_trend":{"$ref":"#/definitions/shared2"},"memory_trend_min_seconds":{"$ref":"#/definitions/shared47"},"memory_trend_horizon_seconds":{"$ref":"#/definitions/shared32"},"memory_trend_growth_percent":{"$ref":"#/definitions/shared48"},"max_restarts":{"$ref":"#/definitions/shared49"},"restart_window_seconds":{"$ref":"#/definitions/shared50"},"state_paths":{"$ref":"#/definitions/shared52"},"state_redis_patterns":{"$ref":"#/definitions/shared54"}}},"shared56":{"type":"object","additionalProperties":false,"properties":{"preflight":{"$ref":"#/definitions/shared20"},"containers":{"$ref":"#/definitions/shared27"},"database":{"$ref":"#/definitions/shared30"},"redis":{"$ref":"#/definitions/shared33"},"workers":{"$ref":"#/definitions/shared41"},"zoho_queue":{"$ref":"#/definitions/shared46"},"application":{"$ref":"#/definitions/shared55"}}},"shared57":{"enum":["emergency_cleanup",null]},"shared58":{"type":"integer","minimum":0,"maximum":100},"shared59":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared57"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared60":{"enum":["start_container","restart_container","force_restart_container",null]},"shared61":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared60"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared62":{"enum":[null]},"shared63":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared62"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared64":{"enum":["start_container","kill_idle_connections","clear_blocking_queries","terminate_idle_transactions",null]},"shared65":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared64"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared66":{"enum":["start_container","restart_container","force_restart_container","restart_redis","flush_expiring_keys","clear_expired_keys","clear_all_cache",null]},"shared67":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared66"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared68":{"enum":["start_container","restart_container","force_restart_container","restart_main_service","restart_scheduler","restart_worker","kill_process",null]},"shared69":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared68"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared70":{"enum":["requeue_failed_items","clear_dead_letter_queue","reset_processing_status",null]},"shared71":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared70"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared72":{"enum":["start_container","restart_container","force_restart_container","restart_application","clear_state_and_restart",null]},"shared73":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared72"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared74":{"type":"object","additionalProperties":false,"properties":{"disk_space_low":{"$ref":"#/definitions/shared59"},"container_not_running":{"$ref":"#/definitions/shared61"},"container_unhealthy":{"$ref":"#/definitions/shared61"},"container_stuck":{"$ref":"#/definitions/shared61"},"container_missing":{"$ref":"#/definitions/shared63"},"connection_pool_exhausted":{"$ref":"#/definitions/shared65"},"table_locks":{"$ref":"#/definitions/shared65"},"stuck_transactions":{"$ref":"#/definitions/shared65"},"redis_not_responding":{"$ref":"#/definitions/shared67"},"redis_memory_full":{"$ref":"#/definitions/shared67"},"redis_memory_high":{"$ref":"#/definitions/shared67"},"workers_down":{"$ref":"#/definitions/shared69"},"scheduler_stopped":{"$ref":"#/definitions/shared69"},"worker_not_processing":{"$ref":"#/definitions/shared69"},"sync_queue_stuck":{"$ref":"#/definitions/shared71"},"too_many_pending_items":{"$ref":"#/definitions/shared71"},"sync_delay":{"$ref":"#/definitions/shared71"},"high_error_rate":{"$ref":"#/definitions/shared73"},"memory_leak":{"$ref":"#/definitions/shared73"},"crash_loop":{"$ref":"#/definitions/shared73"}}},"shared75":{"type":"integer","minimum":0,"maximum":10000},"shared76":{"type":"number","minimum":0,"maximum":604800},"shared77":{"type":"object","additionalProperties":false,"properties":{"max_container_restarts_per_session":{"$ref":"#/definitions/shared75"},"max_database_operations_per_session":{"$ref":"#/definitions/shared75"},"max_redis_operations_per_session":{"$ref":"#/definitions/shared75"},"max_queue_operations_per_session":{"$ref":"#/definitions/shared75"},"cooldown_seconds":{"$ref":"#/definitions/shared76"},"prevent_cascade_restarts":{"$ref":"#/definitions/shared2"},"max_simultaneous_failures":{"$ref":"#/definitions/shared75"},"min_free_disk_gb":{"$ref":"#/definitions/shared16"},"max_same_heal_per_day":{"$ref":"#/definitions/shared75"}}},"shared78":{"type":"object","additionalProperties":false,"properties":{"containers":{"$ref":"#/definitions/shared22"},"processes":{"$ref":"#/definitions/shared22"},"tables":{"$ref":"#/definitions/shared22"},"database_users":{"$ref":"#/definitions/shared22"},"database_applications":{"$ref":"#/definitions/shared22"},"redis_keys":{"$ref":"#/definitions/shared22"}}},"shared79":{"type":"string","enum":["slack","discord","webhook","email"]},"shared80":{"type":"array","items":{"$ref":"#/definitions/shared79"}},"shared81":{"type":"object","additionalProperties":false,"properties":{"webhook_url":{"$ref":"#/definitions/shared0"}}},"shared82":{"type":"object","additionalProperties":false,"properties":{"url":{"$ref":"#/definitions/shared0"}}},"shared83":{"type":"object","additionalProperties":false,"properties":{"smtp_url":{"$ref":"#/definitions/shared0"},"from":{"$ref":"#/definitions/shared0"},"to":{"$ref":"#/definitions/shared22"}}},"shared84":{"type":"object","additionalProperties":false,"properties":{"notify_on_healing_attempt":{"$ref":"#/definitions/shared2"},"notify_on_healing_success":{"$ref":"#/definitions/shared2"},"notify_on_healing_failure":{"$ref":"#/definitions/shared2"},"notify_on_block":{"$ref":"#/definitions/shared2"},"notification_channels":{"$ref":"#/definitions/shared80"},"slack":{"$ref":"#/definitions/shared81"},"discord":{"$ref":"#/definitions/shared81"},"webhook":{"$ref":"#/definitions/shared82"},"email":{"$ref":"#/definitions/shared83"}}},"shared85":{"type":"integer","minimum":1,"maximum":1000000},"shared86":{"type":"object","additionalProperties":false,"properties":{"directory":{"$ref":"#/definitions/shared13"},"keep":{"$ref":"#/definitions/shared85"}}}}};
const func2 = Object.prototype.hasOwnProperty;
const schema7 = {"type":"string"};

function validate22(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const schema8 = {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"};
const pattern0 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "u");

function validate24(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern0.test(data)){
const err0 = {instancePath,keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}

const schema9 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"dry_run":{"$ref":"#/definitions/shared2"},"max_healing_attempts":{"$ref":"#/definitions/shared3"},"retry_delay_seconds":{"$ref":"#/definitions/shared4"},"stabilization":{"$ref":"#/definitions/shared7"}}};
const schema10 = {"type":"boolean"};

function validate27(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "boolean"){
const err0 = {instancePath,keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate27.errors = vErrors;
return errors === 0;
}

const schema11 = {"type":"integer","minimum":1,"maximum":100};

function validate30(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data > 100 || isNaN(data)){
const err1 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err2 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate30.errors = vErrors;
return errors === 0;
}

const schema12 = {"type":"number","minimum":0,"maximum":3600};

function validate32(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 3600 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 3600}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate32.errors = vErrors;
return errors === 0;
}

const schema13 = {"type":"object","additionalProperties":false,"properties":{"timeout_seconds":{"$ref":"#/definitions/shared5"},"consecutive_passes":{"$ref":"#/definitions/shared3"},"interval_seconds":{"$ref":"#/definitions/shared6"}}};
const schema14 = {"type":"number","minimum":0.1,"maximum":86400};

function validate35(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 86400 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 86400}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0.1 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0.1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate35.errors = vErrors;
return errors === 0;
}

const schema15 = {"type":"number","minimum":0.01,"maximum":3600};

function validate38(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 3600 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 3600}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0.01 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0.01}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate38.errors = vErrors;
return errors === 0;
}


function validate34(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "timeout_seconds") || (key0 === "consecutive_passes")) || (key0 === "interval_seconds"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate35(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.consecutive_passes !== undefined){
if(!(validate30(data.consecutive_passes, {instancePath:instancePath+"/consecutive_passes"}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
if(data.interval_seconds !== undefined){
if(!(validate38(data.interval_seconds, {instancePath:instancePath+"/interval_seconds"}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}


function validate26(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "dry_run")) || (key0 === "max_healing_attempts")) || (key0 === "retry_delay_seconds")) || (key0 === "stabilization"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.dry_run !== undefined){
if(!(validate27(data.dry_run, {instancePath:instancePath+"/dry_run"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.max_healing_attempts !== undefined){
if(!(validate30(data.max_healing_attempts, {instancePath:instancePath+"/max_healing_attempts"}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
if(data.retry_delay_seconds !== undefined){
if(!(validate32(data.retry_delay_seconds, {instancePath:instancePath+"/retry_delay_seconds"}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
if(data.stabilization !== undefined){
if(!(validate34(data.stabilization, {instancePath:instancePath+"/stabilization"}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}

const schema16 = {"type":"object","additionalProperties":false,"properties":{"docker":{"$ref":"#/definitions/shared9"},"database":{"$ref":"#/definitions/shared10"},"redis":{"$ref":"#/definitions/shared11"}}};
const schema17 = {"type":"object","additionalProperties":false,"properties":{"host":{"$ref":"#/definitions/shared0"}}};

function validate43(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "host")){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.host !== undefined){
if(!(validate22(data.host, {instancePath:instancePath+"/host"}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate43.errors = vErrors;
return errors === 0;
}

const schema18 = {"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"$ref":"#/definitions/shared0"},"admin_url":{"$ref":"#/definitions/shared0"}}};

function validate46(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "url"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "url") || (key0 === "admin_url"))){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.url !== undefined){
if(!(validate22(data.url, {instancePath:instancePath+"/url"}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.admin_url !== undefined){
if(!(validate22(data.admin_url, {instancePath:instancePath+"/admin_url"}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate46.errors = vErrors;
return errors === 0;
}

const schema19 = {"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"$ref":"#/definitions/shared0"}}};

function validate50(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "url"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "url")){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.url !== undefined){
if(!(validate22(data.url, {instancePath:instancePath+"/url"}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate50.errors = vErrors;
return errors === 0;
}


function validate42(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "docker") || (key0 === "database")) || (key0 === "redis"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.docker !== undefined){
if(!(validate43(data.docker, {instancePath:instancePath+"/docker"}))){
vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
errors = vErrors.length;
}
}
if(data.database !== undefined){
if(!(validate46(data.database, {instancePath:instancePath+"/database"}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
}
if(data.redis !== undefined){
if(!(validate50(data.redis, {instancePath:instancePath+"/redis"}))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate42.errors = vErrors;
return errors === 0;
}

const schema20 = {"type":"array","maxItems":50,"items":{"$ref":"#/definitions/shared13"}};
const schema21 = {"type":"string","minLength":1};

function validate55(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(data.length < 1){
const err0 = {instancePath,keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate55.errors = vErrors;
return errors === 0;
}


function validate54(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 50){
const err0 = {instancePath,keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate55(data[i0], {instancePath:instancePath+"/" + i0}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate54.errors = vErrors;
return errors === 0;
}

const schema22 = {"type":"object","additionalProperties":false,"properties":{"preflight":{"$ref":"#/definitions/shared20"},"containers":{"$ref":"#/definitions/shared27"},"database":{"$ref":"#/definitions/shared30"},"redis":{"$ref":"#/definitions/shared33"},"workers":{"$ref":"#/definitions/shared41"},"zoho_queue":{"$ref":"#/definitions/shared46"},"application":{"$ref":"#/definitions/shared55"}}};
const schema23 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"min_free_disk_gb":{"$ref":"#/definitions/shared16"},"min_free_memory_percent":{"$ref":"#/definitions/shared17"},"required_env":{"$ref":"#/definitions/shared19"}}};
const schema24 = {"type":"number","minimum":0.1,"maximum":3600};

function validate62(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 3600 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 3600}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0.1 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0.1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate62.errors = vErrors;
return errors === 0;
}

const schema25 = {"type":"number","minimum":0,"maximum":1000000};

function validate64(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 1000000 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 1000000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate64.errors = vErrors;
return errors === 0;
}

const schema26 = {"type":"number","minimum":0,"maximum":100};

function validate66(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 100 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate66.errors = vErrors;
return errors === 0;
}

const schema27 = {"type":"array","items":{"$ref":"#/definitions/shared18"}};
const schema28 = {"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$"};
const pattern1 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");

function validate69(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern1.test(data)){
const err0 = {instancePath,keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate69.errors = vErrors;
return errors === 0;
}


function validate68(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate69(data[i0], {instancePath:instancePath+"/" + i0}))){
vErrors = vErrors === null ? validate69.errors : vErrors.concat(validate69.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate68.errors = vErrors;
return errors === 0;
}


function validate59(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "enabled") || (key0 === "critical")) || (key0 === "timeout_seconds")) || (key0 === "min_free_disk_gb")) || (key0 === "min_free_memory_percent")) || (key0 === "required_env"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate62(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
if(data.min_free_disk_gb !== undefined){
if(!(validate64(data.min_free_disk_gb, {instancePath:instancePath+"/min_free_disk_gb"}))){
vErrors = vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
errors = vErrors.length;
}
}
if(data.min_free_memory_percent !== undefined){
if(!(validate66(data.min_free_memory_percent, {instancePath:instancePath+"/min_free_memory_percent"}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
}
if(data.required_env !== undefined){
if(!(validate68(data.required_env, {instancePath:instancePath+"/required_env"}))){
vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate59.errors = vErrors;
return errors === 0;
}

const schema29 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"expected":{"$ref":"#/definitions/shared24"},"starting_grace_seconds":{"$ref":"#/definitions/shared25"},"stuck_after_seconds":{"$ref":"#/definitions/shared26"}}};
const schema30 = {"type":"array","minItems":1,"maxItems":1000,"items":{"$ref":"#/definitions/shared23"}};
const schema31 = {"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/definitions/shared21"},"project":{"$ref":"#/definitions/shared21"},"service":{"$ref":"#/definitions/shared21"},"one_shot":{"$ref":"#/definitions/shared2"},"depends_on":{"$ref":"#/definitions/shared22"}}};
const schema32 = {"type":"string","minLength":1,"maxLength":255};

function validate79(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(data.length > 255){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.length < 1){
const err1 = {instancePath,keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate79.errors = vErrors;
return errors === 0;
}

const schema33 = {"type":"array","items":{"$ref":"#/definitions/shared13"}};

function validate84(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate55(data[i0], {instancePath:instancePath+"/" + i0}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate84.errors = vErrors;
return errors === 0;
}


function validate78(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "name") || (key0 === "project")) || (key0 === "service")) || (key0 === "one_shot")) || (key0 === "depends_on"))){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate79(data.name, {instancePath:instancePath+"/name"}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
if(data.project !== undefined){
if(!(validate79(data.project, {instancePath:instancePath+"/project"}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
if(data.service !== undefined){
if(!(validate79(data.service, {instancePath:instancePath+"/service"}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
if(data.one_shot !== undefined){
if(!(validate27(data.one_shot, {instancePath:instancePath+"/one_shot"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.depends_on !== undefined){
if(!(validate84(data.depends_on, {instancePath:instancePath+"/depends_on"}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate78.errors = vErrors;
return errors === 0;
}


function validate77(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 1000){
const err0 = {instancePath,keyword:"maxItems",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.length < 1){
const err1 = {instancePath,keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate78(data[i0], {instancePath:instancePath+"/" + i0}))){
vErrors = vErrors === null ? validate78.errors : vErrors.concat(validate78.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate77.errors = vErrors;
return errors === 0;
}

const schema34 = {"type":"number","minimum":0,"maximum":86400};

function validate89(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 86400 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 86400}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate89.errors = vErrors;
return errors === 0;
}

const schema35 = {"type":"number","minimum":1,"maximum":86400};

function validate91(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 86400 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 86400}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate91.errors = vErrors;
return errors === 0;
}


function validate73(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "enabled") || (key0 === "critical")) || (key0 === "timeout_seconds")) || (key0 === "expected")) || (key0 === "starting_grace_seconds")) || (key0 === "stuck_after_seconds"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate62(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
if(data.expected !== undefined){
if(!(validate77(data.expected, {instancePath:instancePath+"/expected"}))){
vErrors = vErrors === null ? validate77.errors : vErrors.concat(validate77.errors);
errors = vErrors.length;
}
}
if(data.starting_grace_seconds !== undefined){
if(!(validate89(data.starting_grace_seconds, {instancePath:instancePath+"/starting_grace_seconds"}))){
vErrors = vErrors === null ? validate89.errors : vErrors.concat(validate89.errors);
errors = vErrors.length;
}
}
if(data.stuck_after_seconds !== undefined){
if(!(validate91(data.stuck_after_seconds, {instancePath:instancePath+"/stuck_after_seconds"}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate73.errors = vErrors;
return errors === 0;
}

const schema36 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"container":{"$ref":"#/definitions/shared21"},"pool_usage_percent":{"$ref":"#/definitions/shared28"},"idle_seconds":{"$ref":"#/definitions/shared29"},"lock_wait_seconds":{"$ref":"#/definitions/shared29"},"idle_in_transaction_seconds":{"$ref":"#/definitions/shared29"}}};
const schema37 = {"type":"number","minimum":1,"maximum":100};

function validate99(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 100 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate99.errors = vErrors;
return errors === 0;
}

const schema38 = {"type":"number","minimum":0,"maximum":31536000};

function validate101(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 31536000 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 31536000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate101.errors = vErrors;
return errors === 0;
}


function validate94(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((((key0 === "enabled") || (key0 === "critical")) || (key0 === "timeout_seconds")) || (key0 === "container")) || (key0 === "pool_usage_percent")) || (key0 === "idle_seconds")) || (key0 === "lock_wait_seconds")) || (key0 === "idle_in_transaction_seconds"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate62(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
if(data.container !== undefined){
if(!(validate79(data.container, {instancePath:instancePath+"/container"}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
if(data.pool_usage_percent !== undefined){
if(!(validate99(data.pool_usage_percent, {instancePath:instancePath+"/pool_usage_percent"}))){
vErrors = vErrors === null ? validate99.errors : vErrors.concat(validate99.errors);
errors = vErrors.length;
}
}
if(data.idle_seconds !== undefined){
if(!(validate101(data.idle_seconds, {instancePath:instancePath+"/idle_seconds"}))){
vErrors = vErrors === null ? validate101.errors : vErrors.concat(validate101.errors);
errors = vErrors.length;
}
}
if(data.lock_wait_seconds !== undefined){
if(!(validate101(data.lock_wait_seconds, {instancePath:instancePath+"/lock_wait_seconds"}))){
vErrors = vErrors === null ? validate101.errors : vErrors.concat(validate101.errors);
errors = vErrors.length;
}
}
if(data.idle_in_transaction_seconds !== undefined){
if(!(validate101(data.idle_in_transaction_seconds, {instancePath:instancePath+"/idle_in_transaction_seconds"}))){
vErrors = vErrors === null ? validate101.errors : vErrors.concat(validate101.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate94.errors = vErrors;
return errors === 0;
}

const schema39 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"container":{"$ref":"#/definitions/shared21"},"ping_timeout_ms":{"$ref":"#/definitions/shared31"},"memory_high_percent":{"$ref":"#/definitions/shared28"},"memory_full_percent":{"$ref":"#/definitions/shared28"},"expiring_within_seconds":{"$ref":"#/definitions/shared32"}}};
const schema40 = {"type":"integer","minimum":1,"maximum":600000};

function validate111(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data > 600000 || isNaN(data)){
const err1 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 600000}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err2 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate111.errors = vErrors;
return errors === 0;
}

const schema41 = {"type":"number","minimum":1,"maximum":31536000};

function validate115(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 31536000 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 31536000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate115.errors = vErrors;
return errors === 0;
}


function validate106(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((((key0 === "enabled") || (key0 === "critical")) || (key0 === "timeout_seconds")) || (key0 === "container")) || (key0 === "ping_timeout_ms")) || (key0 === "memory_high_percent")) || (key0 === "memory_full_percent")) || (key0 === "expiring_within_seconds"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate62(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
if(data.container !== undefined){
if(!(validate79(data.container, {instancePath:instancePath+"/container"}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
if(data.ping_timeout_ms !== undefined){
if(!(validate111(data.ping_timeout_ms, {instancePath:instancePath+"/ping_timeout_ms"}))){
vErrors = vErrors === null ? validate111.errors : vErrors.concat(validate111.errors);
errors = vErrors.length;
}
}
if(data.memory_high_percent !== undefined){
if(!(validate99(data.memory_high_percent, {instancePath:instancePath+"/memory_high_percent"}))){
vErrors = vErrors === null ? validate99.errors : vErrors.concat(validate99.errors);
errors = vErrors.length;
}
}
if(data.memory_full_percent !== undefined){
if(!(validate99(data.memory_full_percent, {instancePath:instancePath+"/memory_full_percent"}))){
vErrors = vErrors === null ? validate99.errors : vErrors.concat(validate99.errors);
errors = vErrors.length;
}
}
if(data.expiring_within_seconds !== undefined){
if(!(validate115(data.expiring_within_seconds, {instancePath:instancePath+"/expiring_within_seconds"}))){
vErrors = vErrors === null ? validate115.errors : vErrors.concat(validate115.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate106.errors = vErrors;
return errors === 0;
}

const schema42 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"expected":{"$ref":"#/definitions/shared40"}}};
const schema43 = {"type":"array","minItems":1,"maxItems":1000,"items":{"$ref":"#/definitions/shared39"}};
const schema44 = {"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/definitions/shared21"},"kind":{"$ref":"#/definitions/shared34"},"match":{"$ref":"#/definitions/shared13"},"min_processes":{"$ref":"#/definitions/shared35"},"container":{"$ref":"#/definitions/shared21"},"systemd_unit":{"$ref":"#/definitions/shared21"},"restart_command":{"$ref":"#/definitions/shared36"},"heartbeat":{"$ref":"#/definitions/shared38"},"stalled_seconds":{"$ref":"#/definitions/shared37"}}};
const schema45 = {"type":"string","enum":["worker","scheduler"]};

function validate125(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!((data === "worker") || (data === "scheduler"))){
const err1 = {instancePath,keyword:"enum",params:{allowedValues: schema45.enum}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate125.errors = vErrors;
return errors === 0;
}

const schema46 = {"type":"integer","minimum":1,"maximum":10000};

function validate128(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data > 10000 || isNaN(data)){
const err1 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 10000}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err2 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate128.errors = vErrors;
return errors === 0;
}

const schema47 = {"type":"array","minItems":1,"items":{"$ref":"#/definitions/shared0"}};

function validate132(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length < 1){
const err0 = {instancePath,keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate22(data[i0], {instancePath:instancePath+"/" + i0}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate132.errors = vErrors;
return errors === 0;
}

const schema48 = {"type":"object","additionalProperties":false,"properties":{"redis_key":{"$ref":"#/definitions/shared13"},"query":{"$ref":"#/definitions/shared13"},"max_age_seconds":{"$ref":"#/definitions/shared37"}}};
const schema49 = {"type":"number","minimum":0.1,"maximum":31536000};

function validate138(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 31536000 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 31536000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0.1 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0.1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate138.errors = vErrors;
return errors === 0;
}


function validate135(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "redis_key") || (key0 === "query")) || (key0 === "max_age_seconds"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.redis_key !== undefined){
if(!(validate55(data.redis_key, {instancePath:instancePath+"/redis_key"}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
if(data.query !== undefined){
if(!(validate55(data.query, {instancePath:instancePath+"/query"}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
if(data.max_age_seconds !== undefined){
if(!(validate138(data.max_age_seconds, {instancePath:instancePath+"/max_age_seconds"}))){
vErrors = vErrors === null ? validate138.errors : vErrors.concat(validate138.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate135.errors = vErrors;
return errors === 0;
}


function validate123(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema44.properties, key0))){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate79(data.name, {instancePath:instancePath+"/name"}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
if(data.kind !== undefined){
if(!(validate125(data.kind, {instancePath:instancePath+"/kind"}))){
vErrors = vErrors === null ? validate125.errors : vErrors.concat(validate125.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined){
if(!(validate55(data.match, {instancePath:instancePath+"/match"}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
if(data.min_processes !== undefined){
if(!(validate128(data.min_processes, {instancePath:instancePath+"/min_processes"}))){
vErrors = vErrors === null ? validate128.errors : vErrors.concat(validate128.errors);
errors = vErrors.length;
}
}
if(data.container !== undefined){
if(!(validate79(data.container, {instancePath:instancePath+"/container"}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
if(data.systemd_unit !== undefined){
if(!(validate79(data.systemd_unit, {instancePath:instancePath+"/systemd_unit"}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
if(data.restart_command !== undefined){
if(!(validate132(data.restart_command, {instancePath:instancePath+"/restart_command"}))){
vErrors = vErrors === null ? validate132.errors : vErrors.concat(validate132.errors);
errors = vErrors.length;
}
}
if(data.heartbeat !== undefined){
if(!(validate135(data.heartbeat, {instancePath:instancePath+"/heartbeat"}))){
vErrors = vErrors === null ? validate135.errors : vErrors.concat(validate135.errors);
errors = vErrors.length;
}
}
if(data.stalled_seconds !== undefined){
if(!(validate138(data.stalled_seconds, {instancePath:instancePath+"/stalled_seconds"}))){
vErrors = vErrors === null ? validate138.errors : vErrors.concat(validate138.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate123.errors = vErrors;
return errors === 0;
}


function validate122(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 1000){
const err0 = {instancePath,keyword:"maxItems",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.length < 1){
const err1 = {instancePath,keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate123(data[i0], {instancePath:instancePath+"/" + i0}))){
vErrors = vErrors === null ? validate123.errors : vErrors.concat(validate123.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate122.errors = vErrors;
return errors === 0;
}


function validate118(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "enabled") || (key0 === "critical")) || (key0 === "timeout_seconds")) || (key0 === "expected"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate62(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
if(data.expected !== undefined){
if(!(validate122(data.expected, {instancePath:instancePath+"/expected"}))){
vErrors = vErrors === null ? validate122.errors : vErrors.concat(validate122.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate118.errors = vErrors;
return errors === 0;
}

const schema50 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"table":{"$ref":"#/definitions/shared21"},"dead_letter_table":{"$ref":"#/definitions/shared21"},"columns":{"$ref":"#/definitions/shared43"},"dead_letter_columns":{"$ref":"#/definitions/shared44"},"max_stuck":{"$ref":"#/definitions/shared45"},"max_failed":{"$ref":"#/definitions/shared45"},"max_pending":{"$ref":"#/definitions/shared45"},"max_dead_letters":{"$ref":"#/definitions/shared45"},"max_delay_seconds":{"$ref":"#/definitions/shared32"},"lock_timeout_seconds":{"$ref":"#/definitions/shared32"},"held_error_codes":{"$ref":"#/definitions/shared22"},"rate_limit_error_codes":{"$ref":"#/definitions/shared22"},"rate_limit_delay_seconds":{"$ref":"#/definitions/shared26"}}};
const schema51 = {"type":"object","additionalProperties":false,"properties":{"id":{"$ref":"#/definitions/shared42"},"entity_type":{"$ref":"#/definitions/shared42"},"source_entity_id":{"$ref":"#/definitions/shared42"},"validated_payload":{"$ref":"#/definitions/shared42"},"status":{"$ref":"#/definitions/shared42"},"priority":{"$ref":"#/definitions/shared42"},"attempt_count":{"$ref":"#/definitions/shared42"},"max_retry_attempts":{"$ref":"#/definitions/shared42"},"next_retry_at":{"$ref":"#/definitions/shared42"},"locked_by":{"$ref":"#/definitions/shared42"},"lock_expires_at":{"$ref":"#/definitions/shared42"},"created_at":{"$ref":"#/definitions/shared42"},"started_at":{"$ref":"#/definitions/shared42"},"error_message":{"$ref":"#/definitions/shared42"},"error_code":{"$ref":"#/definitions/shared42"},"inbox_event_id":{"$ref":"#/definitions/shared42"},"operation_type":{"$ref":"#/definitions/shared42"},"completed_at":{"$ref":"#/definitions/shared42"}}};
const schema52 = {"type":"string","minLength":1,"maxLength":63};

function validate152(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(data.length > 63){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.length < 1){
const err1 = {instancePath,keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate152.errors = vErrors;
return errors === 0;
}


function validate151(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema51.properties, key0))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.id !== undefined){
if(!(validate152(data.id, {instancePath:instancePath+"/id"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.entity_type !== undefined){
if(!(validate152(data.entity_type, {instancePath:instancePath+"/entity_type"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.source_entity_id !== undefined){
if(!(validate152(data.source_entity_id, {instancePath:instancePath+"/source_entity_id"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.validated_payload !== undefined){
if(!(validate152(data.validated_payload, {instancePath:instancePath+"/validated_payload"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.status !== undefined){
if(!(validate152(data.status, {instancePath:instancePath+"/status"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.priority !== undefined){
if(!(validate152(data.priority, {instancePath:instancePath+"/priority"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.attempt_count !== undefined){
if(!(validate152(data.attempt_count, {instancePath:instancePath+"/attempt_count"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.max_retry_attempts !== undefined){
if(!(validate152(data.max_retry_attempts, {instancePath:instancePath+"/max_retry_attempts"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.next_retry_at !== undefined){
if(!(validate152(data.next_retry_at, {instancePath:instancePath+"/next_retry_at"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.locked_by !== undefined){
if(!(validate152(data.locked_by, {instancePath:instancePath+"/locked_by"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.lock_expires_at !== undefined){
if(!(validate152(data.lock_expires_at, {instancePath:instancePath+"/lock_expires_at"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.created_at !== undefined){
if(!(validate152(data.created_at, {instancePath:instancePath+"/created_at"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.started_at !== undefined){
if(!(validate152(data.started_at, {instancePath:instancePath+"/started_at"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.error_message !== undefined){
if(!(validate152(data.error_message, {instancePath:instancePath+"/error_message"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.error_code !== undefined){
if(!(validate152(data.error_code, {instancePath:instancePath+"/error_code"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.inbox_event_id !== undefined){
if(!(validate152(data.inbox_event_id, {instancePath:instancePath+"/inbox_event_id"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.operation_type !== undefined){
if(!(validate152(data.operation_type, {instancePath:instancePath+"/operation_type"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.completed_at !== undefined){
if(!(validate152(data.completed_at, {instancePath:instancePath+"/completed_at"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate151.errors = vErrors;
return errors === 0;
}

const schema53 = {"type":"object","additionalProperties":false,"properties":{"id":{"$ref":"#/definitions/shared42"},"sync_queue_id":{"$ref":"#/definitions/shared42"},"entity_type":{"$ref":"#/definitions/shared42"},"source_entity_id":{"$ref":"#/definitions/shared42"},"failure_reason":{"$ref":"#/definitions/shared42"},"error_code":{"$ref":"#/definitions/shared42"},"total_attempts":{"$ref":"#/definitions/shared42"},"last_error_message":{"$ref":"#/definitions/shared42"},"last_payload":{"$ref":"#/definitions/shared42"},"resolved":{"$ref":"#/definitions/shared42"},"resolved_at":{"$ref":"#/definitions/shared42"},"resolved_by":{"$ref":"#/definitions/shared42"},"created_at":{"$ref":"#/definitions/shared42"},"priority":{"$ref":"#/definitions/shared42"},"resolution_notes":{"$ref":"#/definitions/shared42"}}};

function validate172(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema53.properties, key0))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.id !== undefined){
if(!(validate152(data.id, {instancePath:instancePath+"/id"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.sync_queue_id !== undefined){
if(!(validate152(data.sync_queue_id, {instancePath:instancePath+"/sync_queue_id"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.entity_type !== undefined){
if(!(validate152(data.entity_type, {instancePath:instancePath+"/entity_type"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.source_entity_id !== undefined){
if(!(validate152(data.source_entity_id, {instancePath:instancePath+"/source_entity_id"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.failure_reason !== undefined){
if(!(validate152(data.failure_reason, {instancePath:instancePath+"/failure_reason"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.error_code !== undefined){
if(!(validate152(data.error_code, {instancePath:instancePath+"/error_code"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.total_attempts !== undefined){
if(!(validate152(data.total_attempts, {instancePath:instancePath+"/total_attempts"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.last_error_message !== undefined){
if(!(validate152(data.last_error_message, {instancePath:instancePath+"/last_error_message"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.last_payload !== undefined){
if(!(validate152(data.last_payload, {instancePath:instancePath+"/last_payload"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.resolved !== undefined){
if(!(validate152(data.resolved, {instancePath:instancePath+"/resolved"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.resolved_at !== undefined){
if(!(validate152(data.resolved_at, {instancePath:instancePath+"/resolved_at"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.resolved_by !== undefined){
if(!(validate152(data.resolved_by, {instancePath:instancePath+"/resolved_by"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.created_at !== undefined){
if(!(validate152(data.created_at, {instancePath:instancePath+"/created_at"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.priority !== undefined){
if(!(validate152(data.priority, {instancePath:instancePath+"/priority"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
if(data.resolution_notes !== undefined){
if(!(validate152(data.resolution_notes, {instancePath:instancePath+"/resolution_notes"}))){
vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate172.errors = vErrors;
return errors === 0;
}

const schema54 = {"type":"integer","minimum":0};

function validate189(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data < 0 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
validate189.errors = vErrors;
return errors === 0;
}


function validate145(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema50.properties, key0))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate62(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
if(data.table !== undefined){
if(!(validate79(data.table, {instancePath:instancePath+"/table"}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
if(data.dead_letter_table !== undefined){
if(!(validate79(data.dead_letter_table, {instancePath:instancePath+"/dead_letter_table"}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
if(data.columns !== undefined){
if(!(validate151(data.columns, {instancePath:instancePath+"/columns"}))){
vErrors = vErrors === null ? validate151.errors : vErrors.concat(validate151.errors);
errors = vErrors.length;
}
}
if(data.dead_letter_columns !== undefined){
if(!(validate172(data.dead_letter_columns, {instancePath:instancePath+"/dead_letter_columns"}))){
vErrors = vErrors === null ? validate172.errors : vErrors.concat(validate172.errors);
errors = vErrors.length;
}
}
if(data.max_stuck !== undefined){
if(!(validate189(data.max_stuck, {instancePath:instancePath+"/max_stuck"}))){
vErrors = vErrors === null ? validate189.errors : vErrors.concat(validate189.errors);
errors = vErrors.length;
}
}
if(data.max_failed !== undefined){
if(!(validate189(data.max_failed, {instancePath:instancePath+"/max_failed"}))){
vErrors = vErrors === null ? validate189.errors : vErrors.concat(validate189.errors);
errors = vErrors.length;
}
}
if(data.max_pending !== undefined){
if(!(validate189(data.max_pending, {instancePath:instancePath+"/max_pending"}))){
vErrors = vErrors === null ? validate189.errors : vErrors.concat(validate189.errors);
errors = vErrors.length;
}
}
if(data.max_dead_letters !== undefined){
if(!(validate189(data.max_dead_letters, {instancePath:instancePath+"/max_dead_letters"}))){
vErrors = vErrors === null ? validate189.errors : vErrors.concat(validate189.errors);
errors = vErrors.length;
}
}
if(data.max_delay_seconds !== undefined){
if(!(validate115(data.max_delay_seconds, {instancePath:instancePath+"/max_delay_seconds"}))){
vErrors = vErrors === null ? validate115.errors : vErrors.concat(validate115.errors);
errors = vErrors.length;
}
}
if(data.lock_timeout_seconds !== undefined){
if(!(validate115(data.lock_timeout_seconds, {instancePath:instancePath+"/lock_timeout_seconds"}))){
vErrors = vErrors === null ? validate115.errors : vErrors.concat(validate115.errors);
errors = vErrors.length;
}
}
if(data.held_error_codes !== undefined){
if(!(validate84(data.held_error_codes, {instancePath:instancePath+"/held_error_codes"}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
}
if(data.rate_limit_error_codes !== undefined){
if(!(validate84(data.rate_limit_error_codes, {instancePath:instancePath+"/rate_limit_error_codes"}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
}
if(data.rate_limit_delay_seconds !== undefined){
if(!(validate91(data.rate_limit_delay_seconds, {instancePath:instancePath+"/rate_limit_delay_seconds"}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate145.errors = vErrors;
return errors === 0;
}

const schema55 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared15"},"container":{"$ref":"#/definitions/shared21"},"health_url":{"$ref":"#/definitions/shared0"},"health_timeout_ms":{"$ref":"#/definitions/shared31"},"log_file":{"$ref":"#/definitions/shared13"},"error_pattern":{"$ref":"#/definitions/shared13"},"error_window_seconds":{"$ref":"#/definitions/shared26"},"max_errors":{"$ref":"#/definitions/shared45"},"memory_percent":{"$ref":"#/definitions/shared28"},"memory_trend":{"$ref":"#/definitions/shared2"},"memory_trend_min_seconds":{"$ref":"#/definitions/shared47"},"memory_trend_horizon_seconds":{"$ref":"#/definitions/shared32"},"memory_trend_growth_percent":{"$ref":"#/definitions/shared48"},"max_restarts":{"$ref":"#/definitions/shared49"},"restart_window_seconds":{"$ref":"#/definitions/shared50"},"state_paths":{"$ref":"#/definitions/shared52"},"state_redis_patterns":{"$ref":"#/definitions/shared54"}}};
const schema56 = {"type":"number","minimum":1,"maximum":2592000};

function validate213(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 2592000 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 2592000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate213.errors = vErrors;
return errors === 0;
}

const schema57 = {"type":"number","minimum":10};

function validate216(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data < 10 || isNaN(data)){
const err0 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 10}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate216.errors = vErrors;
return errors === 0;
}

const schema58 = {"type":"integer","minimum":1};

function validate218(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data < 1 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
validate218.errors = vErrors;
return errors === 0;
}

const schema59 = {"type":"number","minimum":1,"maximum":604800};

function validate220(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 604800 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 604800}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate220.errors = vErrors;
return errors === 0;
}

const schema60 = {"type":"array","items":{"$ref":"#/definitions/shared51"}};
const schema61 = {"type":"string","pattern":"^/+[^/]"};
const pattern2 = new RegExp("^/+[^/]", "u");

function validate223(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern2.test(data)){
const err0 = {instancePath,keyword:"pattern",params:{pattern: "^/+[^/]"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate223.errors = vErrors;
return errors === 0;
}


function validate222(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate223(data[i0], {instancePath:instancePath+"/" + i0}))){
vErrors = vErrors === null ? validate223.errors : vErrors.concat(validate223.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate222.errors = vErrors;
return errors === 0;
}

const schema62 = {"type":"array","items":{"$ref":"#/definitions/shared53"}};
const schema63 = {"type":"string","pattern":"[^*?]"};
const pattern3 = new RegExp("[^*?]", "u");

function validate227(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern3.test(data)){
const err0 = {instancePath,keyword:"pattern",params:{pattern: "[^*?]"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate227.errors = vErrors;
return errors === 0;
}


function validate226(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate227(data[i0], {instancePath:instancePath+"/" + i0}))){
vErrors = vErrors === null ? validate227.errors : vErrors.concat(validate227.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate226.errors = vErrors;
return errors === 0;
}


function validate200(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema55.properties, key0))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate62(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
if(data.container !== undefined){
if(!(validate79(data.container, {instancePath:instancePath+"/container"}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
if(data.health_url !== undefined){
if(!(validate22(data.health_url, {instancePath:instancePath+"/health_url"}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.health_timeout_ms !== undefined){
if(!(validate111(data.health_timeout_ms, {instancePath:instancePath+"/health_timeout_ms"}))){
vErrors = vErrors === null ? validate111.errors : vErrors.concat(validate111.errors);
errors = vErrors.length;
}
}
if(data.log_file !== undefined){
if(!(validate55(data.log_file, {instancePath:instancePath+"/log_file"}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
if(data.error_pattern !== undefined){
if(!(validate55(data.error_pattern, {instancePath:instancePath+"/error_pattern"}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
if(data.error_window_seconds !== undefined){
if(!(validate91(data.error_window_seconds, {instancePath:instancePath+"/error_window_seconds"}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
if(data.max_errors !== undefined){
if(!(validate189(data.max_errors, {instancePath:instancePath+"/max_errors"}))){
vErrors = vErrors === null ? validate189.errors : vErrors.concat(validate189.errors);
errors = vErrors.length;
}
}
if(data.memory_percent !== undefined){
if(!(validate99(data.memory_percent, {instancePath:instancePath+"/memory_percent"}))){
vErrors = vErrors === null ? validate99.errors : vErrors.concat(validate99.errors);
errors = vErrors.length;
}
}
if(data.memory_trend !== undefined){
if(!(validate27(data.memory_trend, {instancePath:instancePath+"/memory_trend"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.memory_trend_min_seconds !== undefined){
if(!(validate213(data.memory_trend_min_seconds, {instancePath:instancePath+"/memory_trend_min_seconds"}))){
vErrors = vErrors === null ? validate213.errors : vErrors.concat(validate213.errors);
errors = vErrors.length;
}
}
if(data.memory_trend_horizon_seconds !== undefined){
if(!(validate115(data.memory_trend_horizon_seconds, {instancePath:instancePath+"/memory_trend_horizon_seconds"}))){
vErrors = vErrors === null ? validate115.errors : vErrors.concat(validate115.errors);
errors = vErrors.length;
}
}
if(data.memory_trend_growth_percent !== undefined){
if(!(validate216(data.memory_trend_growth_percent, {instancePath:instancePath+"/memory_trend_growth_percent"}))){
vErrors = vErrors === null ? validate216.errors : vErrors.concat(validate216.errors);
errors = vErrors.length;
}
}
if(data.max_restarts !== undefined){
if(!(validate218(data.max_restarts, {instancePath:instancePath+"/max_restarts"}))){
vErrors = vErrors === null ? validate218.errors : vErrors.concat(validate218.errors);
errors = vErrors.length;
}
}
if(data.restart_window_seconds !== undefined){
if(!(validate220(data.restart_window_seconds, {instancePath:instancePath+"/restart_window_seconds"}))){
vErrors = vErrors === null ? validate220.errors : vErrors.concat(validate220.errors);
errors = vErrors.length;
}
}
if(data.state_paths !== undefined){
if(!(validate222(data.state_paths, {instancePath:instancePath+"/state_paths"}))){
vErrors = vErrors === null ? validate222.errors : vErrors.concat(validate222.errors);
errors = vErrors.length;
}
}
if(data.state_redis_patterns !== undefined){
if(!(validate226(data.state_redis_patterns, {instancePath:instancePath+"/state_redis_patterns"}))){
vErrors = vErrors === null ? validate226.errors : vErrors.concat(validate226.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate200.errors = vErrors;
return errors === 0;
}


function validate58(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "preflight") || (key0 === "containers")) || (key0 === "database")) || (key0 === "redis")) || (key0 === "workers")) || (key0 === "zoho_queue")) || (key0 === "application"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.preflight !== undefined){
if(!(validate59(data.preflight, {instancePath:instancePath+"/preflight"}))){
vErrors = vErrors === null ? validate59.errors : vErrors.concat(validate59.errors);
errors = vErrors.length;
}
}
if(data.containers !== undefined){
if(!(validate73(data.containers, {instancePath:instancePath+"/containers"}))){
vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
errors = vErrors.length;
}
}
if(data.database !== undefined){
if(!(validate94(data.database, {instancePath:instancePath+"/database"}))){
vErrors = vErrors === null ? validate94.errors : vErrors.concat(validate94.errors);
errors = vErrors.length;
}
}
if(data.redis !== undefined){
if(!(validate106(data.redis, {instancePath:instancePath+"/redis"}))){
vErrors = vErrors === null ? validate106.errors : vErrors.concat(validate106.errors);
errors = vErrors.length;
}
}
if(data.workers !== undefined){
if(!(validate118(data.workers, {instancePath:instancePath+"/workers"}))){
vErrors = vErrors === null ? validate118.errors : vErrors.concat(validate118.errors);
errors = vErrors.length;
}
}
if(data.zoho_queue !== undefined){
if(!(validate145(data.zoho_queue, {instancePath:instancePath+"/zoho_queue"}))){
vErrors = vErrors === null ? validate145.errors : vErrors.concat(validate145.errors);
errors = vErrors.length;
}
}
if(data.application !== undefined){
if(!(validate200(data.application, {instancePath:instancePath+"/application"}))){
vErrors = vErrors === null ? validate200.errors : vErrors.concat(validate200.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate58.errors = vErrors;
return errors === 0;
}

const schema64 = {"type":"object","additionalProperties":false,"properties":{"disk_space_low":{"$ref":"#/definitions/shared59"},"container_not_running":{"$ref":"#/definitions/shared61"},"container_unhealthy":{"$ref":"#/definitions/shared61"},"container_stuck":{"$ref":"#/definitions/shared61"},"container_missing":{"$ref":"#/definitions/shared63"},"connection_pool_exhausted":{"$ref":"#/definitions/shared65"},"table_locks":{"$ref":"#/definitions/shared65"},"stuck_transactions":{"$ref":"#/definitions/shared65"},"redis_not_responding":{"$ref":"#/definitions/shared67"},"redis_memory_full":{"$ref":"#/definitions/shared67"},"redis_memory_high":{"$ref":"#/definitions/shared67"},"workers_down":{"$ref":"#/definitions/shared69"},"scheduler_stopped":{"$ref":"#/definitions/shared69"},"worker_not_processing":{"$ref":"#/definitions/shared69"},"sync_queue_stuck":{"$ref":"#/definitions/shared71"},"too_many_pending_items":{"$ref":"#/definitions/shared71"},"sync_delay":{"$ref":"#/definitions/shared71"},"high_error_rate":{"$ref":"#/definitions/shared73"},"memory_leak":{"$ref":"#/definitions/shared73"},"crash_loop":{"$ref":"#/definitions/shared73"}}};
const schema65 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared57"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema66 = {"enum":["emergency_cleanup",null]};

function validate235(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!((data === "emergency_cleanup") || (data === null))){
const err0 = {instancePath,keyword:"enum",params:{allowedValues: schema66.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate235.errors = vErrors;
return errors === 0;
}

const schema67 = {"type":"integer","minimum":0,"maximum":100};

function validate237(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data > 100 || isNaN(data)){
const err1 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err2 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate237.errors = vErrors;
return errors === 0;
}


function validate233(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate235(data.action, {instancePath:instancePath+"/action"}))){
vErrors = vErrors === null ? validate235.errors : vErrors.concat(validate235.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate237(data.max_retries, {instancePath:instancePath+"/max_retries"}))){
vErrors = vErrors === null ? validate237.errors : vErrors.concat(validate237.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate91(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate233.errors = vErrors;
return errors === 0;
}

const schema68 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared60"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema69 = {"enum":["start_container","restart_container","force_restart_container",null]};

function validate244(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!((((data === "start_container") || (data === "restart_container")) || (data === "force_restart_container")) || (data === null))){
const err0 = {instancePath,keyword:"enum",params:{allowedValues: schema69.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate244.errors = vErrors;
return errors === 0;
}


function validate242(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate244(data.action, {instancePath:instancePath+"/action"}))){
vErrors = vErrors === null ? validate244.errors : vErrors.concat(validate244.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate237(data.max_retries, {instancePath:instancePath+"/max_retries"}))){
vErrors = vErrors === null ? validate237.errors : vErrors.concat(validate237.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate91(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate242.errors = vErrors;
return errors === 0;
}

const schema70 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared62"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema71 = {"enum":[null]};

function validate254(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!(data === null)){
const err0 = {instancePath,keyword:"enum",params:{allowedValues: schema71.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate254.errors = vErrors;
return errors === 0;
}


function validate252(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate254(data.action, {instancePath:instancePath+"/action"}))){
vErrors = vErrors === null ? validate254.errors : vErrors.concat(validate254.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate237(data.max_retries, {instancePath:instancePath+"/max_retries"}))){
vErrors = vErrors === null ? validate237.errors : vErrors.concat(validate237.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate91(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate252.errors = vErrors;
return errors === 0;
}

const schema72 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared64"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema73 = {"enum":["start_container","kill_idle_connections","clear_blocking_queries","terminate_idle_transactions",null]};

function validate262(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!(((((data === "start_container") || (data === "kill_idle_connections")) || (data === "clear_blocking_queries")) || (data === "terminate_idle_transactions")) || (data === null))){
const err0 = {instancePath,keyword:"enum",params:{allowedValues: schema73.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate262.errors = vErrors;
return errors === 0;
}


function validate260(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate262(data.action, {instancePath:instancePath+"/action"}))){
vErrors = vErrors === null ? validate262.errors : vErrors.concat(validate262.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate237(data.max_retries, {instancePath:instancePath+"/max_retries"}))){
vErrors = vErrors === null ? validate237.errors : vErrors.concat(validate237.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate91(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate260.errors = vErrors;
return errors === 0;
}

const schema74 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared66"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema75 = {"enum":["start_container","restart_container","force_restart_container","restart_redis","flush_expiring_keys","clear_expired_keys","clear_all_cache",null]};

function validate272(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!((((((((data === "start_container") || (data === "restart_container")) || (data === "force_restart_container")) || (data === "restart_redis")) || (data === "flush_expiring_keys")) || (data === "clear_expired_keys")) || (data === "clear_all_cache")) || (data === null))){
const err0 = {instancePath,keyword:"enum",params:{allowedValues: schema75.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate272.errors = vErrors;
return errors === 0;
}


function validate270(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate272(data.action, {instancePath:instancePath+"/action"}))){
vErrors = vErrors === null ? validate272.errors : vErrors.concat(validate272.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate237(data.max_retries, {instancePath:instancePath+"/max_retries"}))){
vErrors = vErrors === null ? validate237.errors : vErrors.concat(validate237.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate91(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate270.errors = vErrors;
return errors === 0;
}

const schema76 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared68"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema77 = {"enum":["start_container","restart_container","force_restart_container","restart_main_service","restart_scheduler","restart_worker","kill_process",null]};

function validate282(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!((((((((data === "start_container") || (data === "restart_container")) || (data === "force_restart_container")) || (data === "restart_main_service")) || (data === "restart_scheduler")) || (data === "restart_worker")) || (data === "kill_process")) || (data === null))){
const err0 = {instancePath,keyword:"enum",params:{allowedValues: schema77.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate282.errors = vErrors;
return errors === 0;
}


function validate280(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate282(data.action, {instancePath:instancePath+"/action"}))){
vErrors = vErrors === null ? validate282.errors : vErrors.concat(validate282.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate237(data.max_retries, {instancePath:instancePath+"/max_retries"}))){
vErrors = vErrors === null ? validate237.errors : vErrors.concat(validate237.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate91(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate280.errors = vErrors;
return errors === 0;
}

const schema78 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared70"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema79 = {"enum":["requeue_failed_items","clear_dead_letter_queue","reset_processing_status",null]};

function validate292(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!((((data === "requeue_failed_items") || (data === "clear_dead_letter_queue")) || (data === "reset_processing_status")) || (data === null))){
const err0 = {instancePath,keyword:"enum",params:{allowedValues: schema79.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate292.errors = vErrors;
return errors === 0;
}


function validate290(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate292(data.action, {instancePath:instancePath+"/action"}))){
vErrors = vErrors === null ? validate292.errors : vErrors.concat(validate292.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate237(data.max_retries, {instancePath:instancePath+"/max_retries"}))){
vErrors = vErrors === null ? validate237.errors : vErrors.concat(validate237.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate91(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate290.errors = vErrors;
return errors === 0;
}

const schema80 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared72"},"max_retries":{"$ref":"#/definitions/shared58"},"timeout_seconds":{"$ref":"#/definitions/shared26"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema81 = {"enum":["start_container","restart_container","force_restart_container","restart_application","clear_state_and_restart",null]};

function validate302(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!((((((data === "start_container") || (data === "restart_container")) || (data === "force_restart_container")) || (data === "restart_application")) || (data === "clear_state_and_restart")) || (data === null))){
const err0 = {instancePath,keyword:"enum",params:{allowedValues: schema81.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate302.errors = vErrors;
return errors === 0;
}


function validate300(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate302(data.action, {instancePath:instancePath+"/action"}))){
vErrors = vErrors === null ? validate302.errors : vErrors.concat(validate302.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate237(data.max_retries, {instancePath:instancePath+"/max_retries"}))){
vErrors = vErrors === null ? validate237.errors : vErrors.concat(validate237.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate91(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds"}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate300.errors = vErrors;
return errors === 0;
}


function validate232(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema64.properties, key0))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.disk_space_low !== undefined){
if(!(validate233(data.disk_space_low, {instancePath:instancePath+"/disk_space_low"}))){
vErrors = vErrors === null ? validate233.errors : vErrors.concat(validate233.errors);
errors = vErrors.length;
}
}
if(data.container_not_running !== undefined){
if(!(validate242(data.container_not_running, {instancePath:instancePath+"/container_not_running"}))){
vErrors = vErrors === null ? validate242.errors : vErrors.concat(validate242.errors);
errors = vErrors.length;
}
}
if(data.container_unhealthy !== undefined){
if(!(validate242(data.container_unhealthy, {instancePath:instancePath+"/container_unhealthy"}))){
vErrors = vErrors === null ? validate242.errors : vErrors.concat(validate242.errors);
errors = vErrors.length;
}
}
if(data.container_stuck !== undefined){
if(!(validate242(data.container_stuck, {instancePath:instancePath+"/container_stuck"}))){
vErrors = vErrors === null ? validate242.errors : vErrors.concat(validate242.errors);
errors = vErrors.length;
}
}
if(data.container_missing !== undefined){
if(!(validate252(data.container_missing, {instancePath:instancePath+"/container_missing"}))){
vErrors = vErrors === null ? validate252.errors : vErrors.concat(validate252.errors);
errors = vErrors.length;
}
}
if(data.connection_pool_exhausted !== undefined){
if(!(validate260(data.connection_pool_exhausted, {instancePath:instancePath+"/connection_pool_exhausted"}))){
vErrors = vErrors === null ? validate260.errors : vErrors.concat(validate260.errors);
errors = vErrors.length;
}
}
if(data.table_locks !== undefined){
if(!(validate260(data.table_locks, {instancePath:instancePath+"/table_locks"}))){
vErrors = vErrors === null ? validate260.errors : vErrors.concat(validate260.errors);
errors = vErrors.length;
}
}
if(data.stuck_transactions !== undefined){
if(!(validate260(data.stuck_transactions, {instancePath:instancePath+"/stuck_transactions"}))){
vErrors = vErrors === null ? validate260.errors : vErrors.concat(validate260.errors);
errors = vErrors.length;
}
}
if(data.redis_not_responding !== undefined){
if(!(validate270(data.redis_not_responding, {instancePath:instancePath+"/redis_not_responding"}))){
vErrors = vErrors === null ? validate270.errors : vErrors.concat(validate270.errors);
errors = vErrors.length;
}
}
if(data.redis_memory_full !== undefined){
if(!(validate270(data.redis_memory_full, {instancePath:instancePath+"/redis_memory_full"}))){
vErrors = vErrors === null ? validate270.errors : vErrors.concat(validate270.errors);
errors = vErrors.length;
}
}
if(data.redis_memory_high !== undefined){
if(!(validate270(data.redis_memory_high, {instancePath:instancePath+"/redis_memory_high"}))){
vErrors = vErrors === null ? validate270.errors : vErrors.concat(validate270.errors);
errors = vErrors.length;
}
}
if(data.workers_down !== undefined){
if(!(validate280(data.workers_down, {instancePath:instancePath+"/workers_down"}))){
vErrors = vErrors === null ? validate280.errors : vErrors.concat(validate280.errors);
errors = vErrors.length;
}
}
if(data.scheduler_stopped !== undefined){
if(!(validate280(data.scheduler_stopped, {instancePath:instancePath+"/scheduler_stopped"}))){
vErrors = vErrors === null ? validate280.errors : vErrors.concat(validate280.errors);
errors = vErrors.length;
}
}
if(data.worker_not_processing !== undefined){
if(!(validate280(data.worker_not_processing, {instancePath:instancePath+"/worker_not_processing"}))){
vErrors = vErrors === null ? validate280.errors : vErrors.concat(validate280.errors);
errors = vErrors.length;
}
}
if(data.sync_queue_stuck !== undefined){
if(!(validate290(data.sync_queue_stuck, {instancePath:instancePath+"/sync_queue_stuck"}))){
vErrors = vErrors === null ? validate290.errors : vErrors.concat(validate290.errors);
errors = vErrors.length;
}
}
if(data.too_many_pending_items !== undefined){
if(!(validate290(data.too_many_pending_items, {instancePath:instancePath+"/too_many_pending_items"}))){
vErrors = vErrors === null ? validate290.errors : vErrors.concat(validate290.errors);
errors = vErrors.length;
}
}
if(data.sync_delay !== undefined){
if(!(validate290(data.sync_delay, {instancePath:instancePath+"/sync_delay"}))){
vErrors = vErrors === null ? validate290.errors : vErrors.concat(validate290.errors);
errors = vErrors.length;
}
}
if(data.high_error_rate !== undefined){
if(!(validate300(data.high_error_rate, {instancePath:instancePath+"/high_error_rate"}))){
vErrors = vErrors === null ? validate300.errors : vErrors.concat(validate300.errors);
errors = vErrors.length;
}
}
if(data.memory_leak !== undefined){
if(!(validate300(data.memory_leak, {instancePath:instancePath+"/memory_leak"}))){
vErrors = vErrors === null ? validate300.errors : vErrors.concat(validate300.errors);
errors = vErrors.length;
}
}
if(data.crash_loop !== undefined){
if(!(validate300(data.crash_loop, {instancePath:instancePath+"/crash_loop"}))){
vErrors = vErrors === null ? validate300.errors : vErrors.concat(validate300.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate232.errors = vErrors;
return errors === 0;
}

const schema82 = {"type":"object","additionalProperties":false,"properties":{"max_container_restarts_per_session":{"$ref":"#/definitions/shared75"},"max_database_operations_per_session":{"$ref":"#/definitions/shared75"},"max_redis_operations_per_session":{"$ref":"#/definitions/shared75"},"max_queue_operations_per_session":{"$ref":"#/definitions/shared75"},"cooldown_seconds":{"$ref":"#/definitions/shared76"},"prevent_cascade_restarts":{"$ref":"#/definitions/shared2"},"max_simultaneous_failures":{"$ref":"#/definitions/shared75"},"min_free_disk_gb":{"$ref":"#/definitions/shared16"},"max_same_heal_per_day":{"$ref":"#/definitions/shared75"}}};
const schema83 = {"type":"integer","minimum":0,"maximum":10000};

function validate312(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data > 10000 || isNaN(data)){
const err1 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 10000}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err2 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate312.errors = vErrors;
return errors === 0;
}

const schema84 = {"type":"number","minimum":0,"maximum":604800};

function validate317(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 604800 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 604800}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate317.errors = vErrors;
return errors === 0;
}


function validate311(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema82.properties, key0))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.max_container_restarts_per_session !== undefined){
if(!(validate312(data.max_container_restarts_per_session, {instancePath:instancePath+"/max_container_restarts_per_session"}))){
vErrors = vErrors === null ? validate312.errors : vErrors.concat(validate312.errors);
errors = vErrors.length;
}
}
if(data.max_database_operations_per_session !== undefined){
if(!(validate312(data.max_database_operations_per_session, {instancePath:instancePath+"/max_database_operations_per_session"}))){
vErrors = vErrors === null ? validate312.errors : vErrors.concat(validate312.errors);
errors = vErrors.length;
}
}
if(data.max_redis_operations_per_session !== undefined){
if(!(validate312(data.max_redis_operations_per_session, {instancePath:instancePath+"/max_redis_operations_per_session"}))){
vErrors = vErrors === null ? validate312.errors : vErrors.concat(validate312.errors);
errors = vErrors.length;
}
}
if(data.max_queue_operations_per_session !== undefined){
if(!(validate312(data.max_queue_operations_per_session, {instancePath:instancePath+"/max_queue_operations_per_session"}))){
vErrors = vErrors === null ? validate312.errors : vErrors.concat(validate312.errors);
errors = vErrors.length;
}
}
if(data.cooldown_seconds !== undefined){
if(!(validate317(data.cooldown_seconds, {instancePath:instancePath+"/cooldown_seconds"}))){
vErrors = vErrors === null ? validate317.errors : vErrors.concat(validate317.errors);
errors = vErrors.length;
}
}
if(data.prevent_cascade_restarts !== undefined){
if(!(validate27(data.prevent_cascade_restarts, {instancePath:instancePath+"/prevent_cascade_restarts"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.max_simultaneous_failures !== undefined){
if(!(validate312(data.max_simultaneous_failures, {instancePath:instancePath+"/max_simultaneous_failures"}))){
vErrors = vErrors === null ? validate312.errors : vErrors.concat(validate312.errors);
errors = vErrors.length;
}
}
if(data.min_free_disk_gb !== undefined){
if(!(validate64(data.min_free_disk_gb, {instancePath:instancePath+"/min_free_disk_gb"}))){
vErrors = vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
errors = vErrors.length;
}
}
if(data.max_same_heal_per_day !== undefined){
if(!(validate312(data.max_same_heal_per_day, {instancePath:instancePath+"/max_same_heal_per_day"}))){
vErrors = vErrors === null ? validate312.errors : vErrors.concat(validate312.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate311.errors = vErrors;
return errors === 0;
}

const schema85 = {"type":"object","additionalProperties":false,"properties":{"containers":{"$ref":"#/definitions/shared22"},"processes":{"$ref":"#/definitions/shared22"},"tables":{"$ref":"#/definitions/shared22"},"database_users":{"$ref":"#/definitions/shared22"},"database_applications":{"$ref":"#/definitions/shared22"},"redis_keys":{"$ref":"#/definitions/shared22"}}};

function validate324(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "containers") || (key0 === "processes")) || (key0 === "tables")) || (key0 === "database_users")) || (key0 === "database_applications")) || (key0 === "redis_keys"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.containers !== undefined){
if(!(validate84(data.containers, {instancePath:instancePath+"/containers"}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
}
if(data.processes !== undefined){
if(!(validate84(data.processes, {instancePath:instancePath+"/processes"}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
}
if(data.tables !== undefined){
if(!(validate84(data.tables, {instancePath:instancePath+"/tables"}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
}
if(data.database_users !== undefined){
if(!(validate84(data.database_users, {instancePath:instancePath+"/database_users"}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
}
if(data.database_applications !== undefined){
if(!(validate84(data.database_applications, {instancePath:instancePath+"/database_applications"}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
}
if(data.redis_keys !== undefined){
if(!(validate84(data.redis_keys, {instancePath:instancePath+"/redis_keys"}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate324.errors = vErrors;
return errors === 0;
}

const schema86 = {"type":"object","additionalProperties":false,"properties":{"notify_on_healing_attempt":{"$ref":"#/definitions/shared2"},"notify_on_healing_success":{"$ref":"#/definitions/shared2"},"notify_on_healing_failure":{"$ref":"#/definitions/shared2"},"notify_on_block":{"$ref":"#/definitions/shared2"},"notification_channels":{"$ref":"#/definitions/shared80"},"slack":{"$ref":"#/definitions/shared81"},"discord":{"$ref":"#/definitions/shared81"},"webhook":{"$ref":"#/definitions/shared82"},"email":{"$ref":"#/definitions/shared83"}}};
const schema87 = {"type":"array","items":{"$ref":"#/definitions/shared79"}};
const schema88 = {"type":"string","enum":["slack","discord","webhook","email"]};

function validate338(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!((((data === "slack") || (data === "discord")) || (data === "webhook")) || (data === "email"))){
const err1 = {instancePath,keyword:"enum",params:{allowedValues: schema88.enum}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate338.errors = vErrors;
return errors === 0;
}


function validate337(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate338(data[i0], {instancePath:instancePath+"/" + i0}))){
vErrors = vErrors === null ? validate338.errors : vErrors.concat(validate338.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate337.errors = vErrors;
return errors === 0;
}

const schema89 = {"type":"object","additionalProperties":false,"properties":{"webhook_url":{"$ref":"#/definitions/shared0"}}};

function validate341(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "webhook_url")){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.webhook_url !== undefined){
if(!(validate22(data.webhook_url, {instancePath:instancePath+"/webhook_url"}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate341.errors = vErrors;
return errors === 0;
}

const schema90 = {"type":"object","additionalProperties":false,"properties":{"url":{"$ref":"#/definitions/shared0"}}};

function validate345(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "url")){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.url !== undefined){
if(!(validate22(data.url, {instancePath:instancePath+"/url"}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate345.errors = vErrors;
return errors === 0;
}

const schema91 = {"type":"object","additionalProperties":false,"properties":{"smtp_url":{"$ref":"#/definitions/shared0"},"from":{"$ref":"#/definitions/shared0"},"to":{"$ref":"#/definitions/shared22"}}};

function validate348(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "smtp_url") || (key0 === "from")) || (key0 === "to"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.smtp_url !== undefined){
if(!(validate22(data.smtp_url, {instancePath:instancePath+"/smtp_url"}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.from !== undefined){
if(!(validate22(data.from, {instancePath:instancePath+"/from"}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.to !== undefined){
if(!(validate84(data.to, {instancePath:instancePath+"/to"}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate348.errors = vErrors;
return errors === 0;
}


function validate332(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema86.properties, key0))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.notify_on_healing_attempt !== undefined){
if(!(validate27(data.notify_on_healing_attempt, {instancePath:instancePath+"/notify_on_healing_attempt"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.notify_on_healing_success !== undefined){
if(!(validate27(data.notify_on_healing_success, {instancePath:instancePath+"/notify_on_healing_success"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.notify_on_healing_failure !== undefined){
if(!(validate27(data.notify_on_healing_failure, {instancePath:instancePath+"/notify_on_healing_failure"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.notify_on_block !== undefined){
if(!(validate27(data.notify_on_block, {instancePath:instancePath+"/notify_on_block"}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.notification_channels !== undefined){
if(!(validate337(data.notification_channels, {instancePath:instancePath+"/notification_channels"}))){
vErrors = vErrors === null ? validate337.errors : vErrors.concat(validate337.errors);
errors = vErrors.length;
}
}
if(data.slack !== undefined){
if(!(validate341(data.slack, {instancePath:instancePath+"/slack"}))){
vErrors = vErrors === null ? validate341.errors : vErrors.concat(validate341.errors);
errors = vErrors.length;
}
}
if(data.discord !== undefined){
if(!(validate341(data.discord, {instancePath:instancePath+"/discord"}))){
vErrors = vErrors === null ? validate341.errors : vErrors.concat(validate341.errors);
errors = vErrors.length;
}
}
if(data.webhook !== undefined){
if(!(validate345(data.webhook, {instancePath:instancePath+"/webhook"}))){
vErrors = vErrors === null ? validate345.errors : vErrors.concat(validate345.errors);
errors = vErrors.length;
}
}
if(data.email !== undefined){
if(!(validate348(data.email, {instancePath:instancePath+"/email"}))){
vErrors = vErrors === null ? validate348.errors : vErrors.concat(validate348.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate332.errors = vErrors;
return errors === 0;
}

const schema92 = {"type":"object","additionalProperties":false,"properties":{"directory":{"$ref":"#/definitions/shared13"},"keep":{"$ref":"#/definitions/shared85"}}};
const schema93 = {"type":"integer","minimum":1,"maximum":1000000};

function validate356(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data > 1000000 || isNaN(data)){
const err1 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 1000000}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err2 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate356.errors = vErrors;
return errors === 0;
}


function validate354(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "directory") || (key0 === "keep"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.directory !== undefined){
if(!(validate55(data.directory, {instancePath:instancePath+"/directory"}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
if(data.keep !== undefined){
if(!(validate356(data.keep, {instancePath:instancePath+"/keep"}))){
vErrors = vErrors === null ? validate356.errors : vErrors.concat(validate356.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate354.errors = vErrors;
return errors === 0;
}


function validate21(data, {instancePath=""}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema6.properties, key0))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.$schema !== undefined){
if(!(validate22(data.$schema, {instancePath:instancePath+"/$schema"}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.environment !== undefined){
if(!(validate24(data.environment, {instancePath:instancePath+"/environment"}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.auto_healing !== undefined){
if(!(validate26(data.auto_healing, {instancePath:instancePath+"/auto_healing"}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
if(data.connections !== undefined){
if(!(validate42(data.connections, {instancePath:instancePath+"/connections"}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
if(data.plugins !== undefined){
if(!(validate54(data.plugins, {instancePath:instancePath+"/plugins"}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
}
if(data.phases !== undefined){
if(!(validate58(data.phases, {instancePath:instancePath+"/phases"}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
if(data.healing_actions !== undefined){
if(!(validate232(data.healing_actions, {instancePath:instancePath+"/healing_actions"}))){
vErrors = vErrors === null ? validate232.errors : vErrors.concat(validate232.errors);
errors = vErrors.length;
}
}
if(data.safety_limits !== undefined){
if(!(validate311(data.safety_limits, {instancePath:instancePath+"/safety_limits"}))){
vErrors = vErrors === null ? validate311.errors : vErrors.concat(validate311.errors);
errors = vErrors.length;
}
}
if(data.blacklist !== undefined){
if(!(validate324(data.blacklist, {instancePath:instancePath+"/blacklist"}))){
vErrors = vErrors === null ? validate324.errors : vErrors.concat(validate324.errors);
errors = vErrors.length;
}
}
if(data.notifications !== undefined){
if(!(validate332(data.notifications, {instancePath:instancePath+"/notifications"}))){
vErrors = vErrors === null ? validate332.errors : vErrors.concat(validate332.errors);
errors = vErrors.length;
}
}
if(data.reports !== undefined){
if(!(validate354(data.reports, {instancePath:instancePath+"/reports"}))){
vErrors = vErrors === null ? validate354.errors : vErrors.concat(validate354.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}

