// Made by Ajv from src/config/schema.ts: npm run schemas. Not to be edited.
"use strict";
export const validateShape = validate21;
const schema6 = {"type":"object","additionalProperties":false,"properties":{"$schema":{"$ref":"#/definitions/shared0"},"environment":{"$ref":"#/definitions/shared1"},"auto_healing":{"$ref":"#/definitions/shared8"},"connections":{"$ref":"#/definitions/shared12"},"phases":{"$ref":"#/definitions/shared55"},"healing_actions":{"$ref":"#/definitions/shared73"},"safety_limits":{"$ref":"#/definitions/shared76"},"blacklist":{"$ref":"#/definitions/shared77"},"notifications":{"$ref":"#/definitions/shared83"},"reports":{"$ref":"#/definitions/shared85"}},"definitions":{"shared0":{"type":"string"},"shared1":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},"shared2":{"type":"boolean"},"shared3":{"type":"integer","minimum":1,"maximum":100},"shared4":{"type":"number","minimum":0,"maximum":3600},"shared5":{"type":"number","minimum":0.1,"maximum":86400},"shared6":{"type":"number","minimum":0.01,"maximum":3600},"shared7":{"type":"object","additionalProperties":false,"properties":{"timeout_seconds":{"$ref":"#/definitions/shared5"},"consecutive_passes":{"$ref":"#/definitions/shared3"},"interval_seconds":{"$ref":"#/definitions/shared6"}}},"shared8":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"dry_run":{"$ref":"#/definitions/shared2"},"max_healing_attempts":{"$ref":"#/definitions/shared3"},"retry_delay_seconds":{"$ref":"#/definitions/shared4"},"stabilization":{"$ref":"#/definitions/shared7"}}},"shared9":{"type":"object","additionalProperties":false,"properties":{"host":{"$ref":"#/definitions/shared0"}}},"shared10":{"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"$ref":"#/definitions/shared0"},"admin_url":{"$ref":"#/definitions/shared0"}}},"shared11":{"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"$ref":"#/definitions/shared0"}}},"shared12":{"type":"object","additionalProperties":false,"properties":{"docker":{"$ref":"#/definitions/shared9"},"database":{"$ref":"#/definitions/shared10"},"redis":{"$ref":"#/definitions/shared11"}}},"shared13":{"type":"number","minimum":0.1,"maximum":3600},"shared14":{"type":"number","minimum":0,"maximum":1000000},"shared15":{"type":"number","minimum":0,"maximum":100},"shared16":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$"},"shared17":{"type":"array","items":{"$ref":"#/definitions/shared16"}},"shared18":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"min_free_disk_gb":{"$ref":"#/definitions/shared14"},"min_free_memory_percent":{"$ref":"#/definitions/shared15"},"required_env":{"$ref":"#/definitions/shared17"}}},"shared19":{"type":"string","minLength":1,"maxLength":255},"shared20":{"type":"string","minLength":1},"shared21":{"type":"array","items":{"$ref":"#/definitions/shared20"}},"shared22":{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/definitions/shared19"},"project":{"$ref":"#/definitions/shared19"},"service":{"$ref":"#/definitions/shared19"},"one_shot":{"$ref":"#/definitions/shared2"},"depends_on":{"$ref":"#/definitions/shared21"}}},"shared23":{"type":"array","minItems":1,"maxItems":1000,"items":{"$ref":"#/definitions/shared22"}},"shared24":{"type":"number","minimum":0,"maximum":86400},"shared25":{"type":"number","minimum":1,"maximum":86400},"shared26":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"expected":{"$ref":"#/definitions/shared23"},"starting_grace_seconds":{"$ref":"#/definitions/shared24"},"stuck_after_seconds":{"$ref":"#/definitions/shared25"}}},"shared27":{"type":"number","minimum":1,"maximum":100},"shared28":{"type":"number","minimum":0,"maximum":31536000},"shared29":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"container":{"$ref":"#/definitions/shared19"},"pool_usage_percent":{"$ref":"#/definitions/shared27"},"idle_seconds":{"$ref":"#/definitions/shared28"},"lock_wait_seconds":{"$ref":"#/definitions/shared28"},"idle_in_transaction_seconds":{"$ref":"#/definitions/shared28"}}},"shared30":{"type":"integer","minimum":1,"maximum":600000},"shared31":{"type":"number","minimum":1,"maximum":31536000},"shared32":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"container":{"$ref":"#/definitions/shared19"},"ping_timeout_ms":{"$ref":"#/definitions/shared30"},"memory_high_percent":{"$ref":"#/definitions/shared27"},"memory_full_percent":{"$ref":"#/definitions/shared27"},"expiring_within_seconds":{"$ref":"#/definitions/shared31"}}},"shared33":{"type":"string","enum":["worker","scheduler"]},"shared34":{"type":"integer","minimum":1,"maximum":10000},"shared35":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/shared0"}},"shared36":{"type":"number","minimum":0.1,"maximum":31536000},"shared37":{"type":"object","additionalProperties":false,"properties":{"redis_key":{"$ref":"#/definitions/shared20"},"query":{"$ref":"#/definitions/shared20"},"max_age_seconds":{"$ref":"#/definitions/shared36"}}},"shared38":{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/definitions/shared19"},"kind":{"$ref":"#/definitions/shared33"},"match":{"$ref":"#/definitions/shared20"},"min_processes":{"$ref":"#/definitions/shared34"},"container":{"$ref":"#/definitions/shared19"},"systemd_unit":{"$ref":"#/definitions/shared19"},"restart_command":{"$ref":"#/definitions/shared35"},"heartbeat":{"$ref":"#/definitions/shared37"},"stalled_seconds":{"$ref":"#/definitions/shared36"}}},"shared39":{"type":"array","minItems":1,"maxItems":1000,"items":{"$ref":"#/definitions/shared38"}},"shared40":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"expected":{"$ref":"#/definitions/shared39"}}},"shared41":{"type":"string","minLength":1,"maxLength":63},"shared42":{"type":"object","additionalProperties":false,"properties":{"id":{"$ref":"#/definitions/shared41"},"entity_type":{"$ref":"#/definitions/shared41"},"source_entity_id":{"$ref":"#/definitions/shared41"},"validated_payload":{"$ref":"#/definitions/shared41"},"status":{"$ref":"#/definitions/shared41"},"priority":{"$ref":"#/definitions/shared41"},"attempt_count":{"$ref":"#/definitions/shared41"},"max_retry_attempts":{"$ref":"#/definitions/shared41"},"next_retry_at":{"$ref":"#/definitions/shared41"},"locked_by":{"$ref":"#/definitions/shared41"},"lock_expires_at":{"$ref":"#/definitions/shared41"},"created_at":{"$ref":"#/definitions/shared41"},"started_at":{"$ref":"#/definitions/shared41"},"error_message":{"$ref":"#/definitions/shared41"},"error_code":{"$ref":"#/definitions/shared41"},"inbox_event_id":{"$ref":"#/definitions/shared41"},"operation_type":{"$ref":"#/definitions/shared41"},"completed_at":{"$ref":"#/definitions/shared41"}}},"shared43":{"type":"object","additionalProperties":false,"properties":{"id":{"$ref":"#/definitions/shared41"},"sync_queue_id":{"$ref":"#/definitions/shared41"},"entity_type":{"$ref":"#/definitions/shared41"},"source_entity_id":{"$ref":"#/definitions/shared41"},"failure_reason":{"$ref":"#/definitions/shared41"},"error_code":{"$ref":"#/definitions/shared41"},"total_attempts":{"$ref":"#/definitions/shared41"},"last_error_message":{"$ref":"#/definitions/shared41"},"last_payload":{"$ref":"#/definitions/shared41"},"resolved":{"$ref":"#/definitions/shared41"},"resolved_at":{"$ref":"#/definitions/shared41"},"resolved_by":{"$ref":"#/definitions/shared41"},"created_at":{"$ref":"#/definitions/shared41"},"priority":{"$ref":"#/definitions/shared41"},"resolution_notes":{"$ref":"#/definitions/shared41"}}},"shared44":{"type":"integer","minimum":0},"shared45":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"table":{"$ref":"#/definitions/shared19"},"dead_letter_table":{"$ref":"#/definitions/shared19"},"columns":{"$ref":"#/definitions/shared42"},"dead_letter_columns":{"$ref":"#/definitions/shared43"},"max_stuck":{"$ref":"#/definitions/shared44"},"max_failed":{"$ref":"#/definitions/shared44"},"max_pending":{"$ref":"#/definitions/shared44"},"max_dead_letters":{"$ref":"#/definitions/shared44"},"max_delay_seconds":{"$ref":"#/definitions/shared31"},"lock_timeout_seconds":{"$ref":"#/definitions/shared31"},"held_error_codes":{"$ref":"#/definitions/shared21"},"rate_limit_error_codes":{"$ref":"#/definitions/shared21"},"rate_limit_delay_seconds":{"$ref":"#/definitions/shared25"}}},"shared46":{"type":"number","minimum":1,"maximum":2592000},"shared47":{"type":"number","minimum":10},"shared48":{"type":"integer","minimum":1},"shared49":{"type":"number","minimum":1,"maximum":604800},"shared50":{"type":"string","pattern":"^/+[^/]"},"shared51":{"type":"array","items":{"$ref":"#/definitions/shared50"}},"shared52":{"type":"string","pattern":"[^*?]"},"shared53":{"type":"array","items":{"$ref":"#/definitions/shared52"}},"shared54":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"container":{"$ref":"#/definitions/shared19"},"health_url":{"$ref":"#/definitions/shared0"},"health_timeout_ms":{"$ref":"#/definitions/shared30"},"log_file":{"$ref":"#/definitions/shared20"},"error_pattern":{"$ref":"#/definitions/shared20"},"error_window_seconds":{"$ref":"#/definitions/shared25"},"max_errors":{"$ref":"#/definitions/shared44"},"memory_percent":{"$ref":"#/definitions/shared27"},"memory_trend":{"$ref":"#/definitions/shared2"},"memory_trend_min_seconds":{"$ref":"#/definitions/shared46"},"memory_trend_horizon_seconds":{"$ref":"#/definitions/shared31"},"memory_trend_growth_percent":{"$ref":"#/definitions/shared47"},"max_restarts":{"$ref":"#/definitions/shared48"},"restart_window_seconds":{"$ref":"#/definitions/shared49"},"state_paths":{"$ref":"#/definitions/shared51"},"state_redis_patterns":{"$ref":"#/definitions/shared53"}}},"shared55":{"type":"object","additionalProperties":false,"properties":{"preflight":{"$ref":"#/definitions/shared18"},"containers":{"$ref":"#/definitions/shared26"},"database":{"$ref":"#/definitions/shared29"},"redis":{"$ref":"#/definitions/shared32"},"workers":{"$ref":"#/definitions/shared40"},"zoho_queue":{"$ref":"#/definitions/shared45"},"application":{"$ref":"#/definitions/shared54"}}},"shared56":{"enum":["emergency_cleanup",null]},"shared57":{"type":"integer","minimum":0,"maximum":100},"shared58":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared56"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared59":{"enum":["start_container","restart_container","force_restart_container",null]},"shared60":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared59"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared61":{"enum":[null]},"shared62":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared61"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared63":{"enum":["start_container","kill_idle_connections","clear_blocking_queries","terminate_idle_transactions",null]},"shared64":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared63"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared65":{"enum":["start_container","restart_container","force_restart_container","restart_redis","flush_expiring_keys","clear_expired_keys","clear_all_cache",null]},"shared66":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared65"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared67":{"enum":["start_container","restart_container","force_restart_container","restart_main_service","restart_scheduler","restart_worker","kill_process",null]},"shared68":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared67"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared69":{"enum":["requeue_failed_items","clear_dead_letter_queue","reset_processing_status",null]},"shared70":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared69"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared71":{"enum":["start_container","restart_container","force_restart_container","restart_application","clear_state_and_restart",null]},"shared72":{"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared71"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}},"shared73":{"type":"object","additionalProperties":false,"properties":{"disk_space_low":{"$ref":"#/definitions/shared58"},"container_not_running":{"$ref":"#/definitions/shared60"},"container_unhealthy":{"$ref":"#/definitions/shared60"},"container_stuck":{"$ref":"#/definitions/shared60"},"container_missing":{"$ref":"#/definitions/shared62"},"connection_pool_exhausted":{"$ref":"#/definitions/shared64"},"table_locks":{"$ref":"#/definitions/shared64"},"stuck_transactions":{"$ref":"#/definitions/shared64"},"redis_not_responding":{"$ref":"#/definitions/shared66"},"redis_memory_full":{"$ref":"#/definitions/shared66"},"redis_memory_high":{"$ref":"#/definitions/shared66"},"workers_down":{"$ref":"#/definitions/shared68"},"scheduler_stopped":{"$ref":"#/definitions/shared68"},"worker_not_processing":{"$ref":"#/definitions/shared68"},"sync_queue_stuck":{"$ref":"#/definitions/shared70"},"too_many_pending_items":{"$ref":"#/definitions/shared70"},"sync_delay":{"$ref":"#/definitions/shared70"},"high_error_rate":{"$ref":"#/definitions/shared72"},"memory_leak":{"$ref":"#/definitions/shared72"},"crash_loop":{"$ref":"#/definitions/shared72"}}},"shared74":{"type":"integer","minimum":0,"maximum":10000},"shared75":{"type":"number","minimum":0,"maximum":604800},"shared76":{"type":"object","additionalProperties":false,"properties":{"max_container_restarts_per_session":{"$ref":"#/definitions/shared74"},"max_database_operations_per_session":{"$ref":"#/definitions/shared74"},"max_redis_operations_per_session":{"$ref":"#/definitions/shared74"},"max_queue_operations_per_session":{"$ref":"#/definitions/shared74"},"cooldown_seconds":{"$ref":"#/definitions/shared75"},"prevent_cascade_restarts":{"$ref":"#/definitions/shared2"},"max_simultaneous_failures":{"$ref":"#/definitions/shared74"},"min_free_disk_gb":{"$ref":"#/definitions/shared14"},"max_same_heal_per_day":{"$ref":"#/definitions/shared74"}}},"shared77":{"type":"object","additionalProperties":false,"properties":{"containers":{"$ref":"#/definitions/shared21"},"processes":{"$ref":"#/definitions/shared21"},"tables":{"$ref":"#/definitions/shared21"},"database_users":{"$ref":"#/definitions/shared21"},"database_applications":{"$ref":"#/definitions/shared21"},"redis_keys":{"$ref":"#/definitions/shared21"}}},"shared78":{"type":"string","enum":["slack","discord","webhook","email"]},"shared79":{"type":"array","items":{"$ref":"#/definitions/shared78"}},"shared80":{"type":"object","additionalProperties":false,"properties":{"webhook_url":{"$ref":"#/definitions/shared0"}}},"shared81":{"type":"object","additionalProperties":false,"properties":{"url":{"$ref":"#/definitions/shared0"}}},"shared82":{"type":"object","additionalProperties":false,"properties":{"smtp_url":{"$ref":"#/definitions/shared0"},"from":{"$ref":"#/definitions/shared0"},"to":{"$ref":"#/definitions/shared21"}}},"shared83":{"type":"object","additionalProperties":false,"properties":{"notify_on_healing_attempt":{"$ref":"#/definitions/shared2"},"notify_on_healing_success":{"$ref":"#/definitions/shared2"},"notify_on_healing_failure":{"$ref":"#/definitions/shared2"},"notify_on_block":{"$ref":"#/definitions/shared2"},"notification_channels":{"$ref":"#/definitions/shared79"},"slack":{"$ref":"#/definitions/shared80"},"discord":{"$ref":"#/definitions/shared80"},"webhook":{"$ref":"#/definitions/shared81"},"email":{"$ref":"#/definitions/shared82"}}},"shared84":{"type":"integer","minimum":1,"maximum":1000000},"shared85":{"type":"object","additionalProperties":false,"properties":{"directory":{"$ref":"#/definitions/shared20"},"keep":{"$ref":"#/definitions/shared84"}}}}};
const func2 = Object.prototype.hasOwnProperty;
const schema7 = {"type":"string"};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
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

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern0.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"}};
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
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
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

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "boolean"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "boolean"}};
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

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
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
const err1 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err2 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 3600 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3600}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
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

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 86400 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0.1 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.1}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
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

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 3600 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3600}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0.01 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.01}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
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


function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "timeout_seconds") || (key0 === "consecutive_passes")) || (key0 === "interval_seconds"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate35(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.consecutive_passes !== undefined){
if(!(validate30(data.consecutive_passes, {instancePath:instancePath+"/consecutive_passes",parentData:data,parentDataProperty:"consecutive_passes",rootData}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
if(data.interval_seconds !== undefined){
if(!(validate38(data.interval_seconds, {instancePath:instancePath+"/interval_seconds",parentData:data,parentDataProperty:"interval_seconds",rootData}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
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


function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "dry_run")) || (key0 === "max_healing_attempts")) || (key0 === "retry_delay_seconds")) || (key0 === "stabilization"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.dry_run !== undefined){
if(!(validate27(data.dry_run, {instancePath:instancePath+"/dry_run",parentData:data,parentDataProperty:"dry_run",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.max_healing_attempts !== undefined){
if(!(validate30(data.max_healing_attempts, {instancePath:instancePath+"/max_healing_attempts",parentData:data,parentDataProperty:"max_healing_attempts",rootData}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
if(data.retry_delay_seconds !== undefined){
if(!(validate32(data.retry_delay_seconds, {instancePath:instancePath+"/retry_delay_seconds",parentData:data,parentDataProperty:"retry_delay_seconds",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
if(data.stabilization !== undefined){
if(!(validate34(data.stabilization, {instancePath:instancePath+"/stabilization",parentData:data,parentDataProperty:"stabilization",rootData}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
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

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "host")){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate22(data.host, {instancePath:instancePath+"/host",parentData:data,parentDataProperty:"host",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
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

function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"}};
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
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate22(data.url, {instancePath:instancePath+"/url",parentData:data,parentDataProperty:"url",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.admin_url !== undefined){
if(!(validate22(data.admin_url, {instancePath:instancePath+"/admin_url",parentData:data,parentDataProperty:"admin_url",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
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

function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"}};
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
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate22(data.url, {instancePath:instancePath+"/url",parentData:data,parentDataProperty:"url",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
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


function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "docker") || (key0 === "database")) || (key0 === "redis"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate43(data.docker, {instancePath:instancePath+"/docker",parentData:data,parentDataProperty:"docker",rootData}))){
vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
errors = vErrors.length;
}
}
if(data.database !== undefined){
if(!(validate46(data.database, {instancePath:instancePath+"/database",parentData:data,parentDataProperty:"database",rootData}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
}
if(data.redis !== undefined){
if(!(validate50(data.redis, {instancePath:instancePath+"/redis",parentData:data,parentDataProperty:"redis",rootData}))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
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

const schema20 = {"type":"object","additionalProperties":false,"properties":{"preflight":{"$ref":"#/definitions/shared18"},"containers":{"$ref":"#/definitions/shared26"},"database":{"$ref":"#/definitions/shared29"},"redis":{"$ref":"#/definitions/shared32"},"workers":{"$ref":"#/definitions/shared40"},"zoho_queue":{"$ref":"#/definitions/shared45"},"application":{"$ref":"#/definitions/shared54"}}};
const schema21 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"min_free_disk_gb":{"$ref":"#/definitions/shared14"},"min_free_memory_percent":{"$ref":"#/definitions/shared15"},"required_env":{"$ref":"#/definitions/shared17"}}};
const schema22 = {"type":"number","minimum":0.1,"maximum":3600};

function validate58(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 3600 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3600}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0.1 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.1}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate58.errors = vErrors;
return errors === 0;
}

const schema23 = {"type":"number","minimum":0,"maximum":1000000};

function validate60(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 1000000 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate60.errors = vErrors;
return errors === 0;
}

const schema24 = {"type":"number","minimum":0,"maximum":100};

function validate62(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 100 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
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

const schema25 = {"type":"array","items":{"$ref":"#/definitions/shared16"}};
const schema26 = {"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$"};
const pattern1 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");

function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern1.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"}};
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
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate65.errors = vErrors;
return errors === 0;
}


function validate64(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate65(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate64.errors = vErrors;
return errors === 0;
}


function validate55(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "enabled") || (key0 === "critical")) || (key0 === "timeout_seconds")) || (key0 === "min_free_disk_gb")) || (key0 === "min_free_memory_percent")) || (key0 === "required_env"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical",parentData:data,parentDataProperty:"critical",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate58(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
if(data.min_free_disk_gb !== undefined){
if(!(validate60(data.min_free_disk_gb, {instancePath:instancePath+"/min_free_disk_gb",parentData:data,parentDataProperty:"min_free_disk_gb",rootData}))){
vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
errors = vErrors.length;
}
}
if(data.min_free_memory_percent !== undefined){
if(!(validate62(data.min_free_memory_percent, {instancePath:instancePath+"/min_free_memory_percent",parentData:data,parentDataProperty:"min_free_memory_percent",rootData}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
if(data.required_env !== undefined){
if(!(validate64(data.required_env, {instancePath:instancePath+"/required_env",parentData:data,parentDataProperty:"required_env",rootData}))){
vErrors = vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
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

const schema27 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"expected":{"$ref":"#/definitions/shared23"},"starting_grace_seconds":{"$ref":"#/definitions/shared24"},"stuck_after_seconds":{"$ref":"#/definitions/shared25"}}};
const schema28 = {"type":"array","minItems":1,"maxItems":1000,"items":{"$ref":"#/definitions/shared22"}};
const schema29 = {"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/definitions/shared19"},"project":{"$ref":"#/definitions/shared19"},"service":{"$ref":"#/definitions/shared19"},"one_shot":{"$ref":"#/definitions/shared2"},"depends_on":{"$ref":"#/definitions/shared21"}}};
const schema30 = {"type":"string","minLength":1,"maxLength":255};

function validate75(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(data.length > 255){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate75.errors = vErrors;
return errors === 0;
}

const schema31 = {"type":"array","items":{"$ref":"#/definitions/shared20"}};
const schema32 = {"type":"string","minLength":1};

function validate81(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(data.length < 1){
const err0 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1}};
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
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate81.errors = vErrors;
return errors === 0;
}


function validate80(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate81(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate80.errors = vErrors;
return errors === 0;
}


function validate74(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
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
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate75(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = vErrors === null ? validate75.errors : vErrors.concat(validate75.errors);
errors = vErrors.length;
}
}
if(data.project !== undefined){
if(!(validate75(data.project, {instancePath:instancePath+"/project",parentData:data,parentDataProperty:"project",rootData}))){
vErrors = vErrors === null ? validate75.errors : vErrors.concat(validate75.errors);
errors = vErrors.length;
}
}
if(data.service !== undefined){
if(!(validate75(data.service, {instancePath:instancePath+"/service",parentData:data,parentDataProperty:"service",rootData}))){
vErrors = vErrors === null ? validate75.errors : vErrors.concat(validate75.errors);
errors = vErrors.length;
}
}
if(data.one_shot !== undefined){
if(!(validate27(data.one_shot, {instancePath:instancePath+"/one_shot",parentData:data,parentDataProperty:"one_shot",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.depends_on !== undefined){
if(!(validate80(data.depends_on, {instancePath:instancePath+"/depends_on",parentData:data,parentDataProperty:"depends_on",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate74.errors = vErrors;
return errors === 0;
}


function validate73(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 1000){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1}};
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
if(!(validate74(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate73.errors = vErrors;
return errors === 0;
}

const schema33 = {"type":"number","minimum":0,"maximum":86400};

function validate86(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 86400 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate86.errors = vErrors;
return errors === 0;
}

const schema34 = {"type":"number","minimum":1,"maximum":86400};

function validate88(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 86400 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate88.errors = vErrors;
return errors === 0;
}


function validate69(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "enabled") || (key0 === "critical")) || (key0 === "timeout_seconds")) || (key0 === "expected")) || (key0 === "starting_grace_seconds")) || (key0 === "stuck_after_seconds"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical",parentData:data,parentDataProperty:"critical",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate58(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
if(data.expected !== undefined){
if(!(validate73(data.expected, {instancePath:instancePath+"/expected",parentData:data,parentDataProperty:"expected",rootData}))){
vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
errors = vErrors.length;
}
}
if(data.starting_grace_seconds !== undefined){
if(!(validate86(data.starting_grace_seconds, {instancePath:instancePath+"/starting_grace_seconds",parentData:data,parentDataProperty:"starting_grace_seconds",rootData}))){
vErrors = vErrors === null ? validate86.errors : vErrors.concat(validate86.errors);
errors = vErrors.length;
}
}
if(data.stuck_after_seconds !== undefined){
if(!(validate88(data.stuck_after_seconds, {instancePath:instancePath+"/stuck_after_seconds",parentData:data,parentDataProperty:"stuck_after_seconds",rootData}))){
vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
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

const schema35 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"container":{"$ref":"#/definitions/shared19"},"pool_usage_percent":{"$ref":"#/definitions/shared27"},"idle_seconds":{"$ref":"#/definitions/shared28"},"lock_wait_seconds":{"$ref":"#/definitions/shared28"},"idle_in_transaction_seconds":{"$ref":"#/definitions/shared28"}}};
const schema36 = {"type":"number","minimum":1,"maximum":100};

function validate96(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 100 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate96.errors = vErrors;
return errors === 0;
}

const schema37 = {"type":"number","minimum":0,"maximum":31536000};

function validate98(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 31536000 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 31536000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate98.errors = vErrors;
return errors === 0;
}


function validate91(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((((key0 === "enabled") || (key0 === "critical")) || (key0 === "timeout_seconds")) || (key0 === "container")) || (key0 === "pool_usage_percent")) || (key0 === "idle_seconds")) || (key0 === "lock_wait_seconds")) || (key0 === "idle_in_transaction_seconds"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical",parentData:data,parentDataProperty:"critical",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate58(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
if(data.container !== undefined){
if(!(validate75(data.container, {instancePath:instancePath+"/container",parentData:data,parentDataProperty:"container",rootData}))){
vErrors = vErrors === null ? validate75.errors : vErrors.concat(validate75.errors);
errors = vErrors.length;
}
}
if(data.pool_usage_percent !== undefined){
if(!(validate96(data.pool_usage_percent, {instancePath:instancePath+"/pool_usage_percent",parentData:data,parentDataProperty:"pool_usage_percent",rootData}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
}
if(data.idle_seconds !== undefined){
if(!(validate98(data.idle_seconds, {instancePath:instancePath+"/idle_seconds",parentData:data,parentDataProperty:"idle_seconds",rootData}))){
vErrors = vErrors === null ? validate98.errors : vErrors.concat(validate98.errors);
errors = vErrors.length;
}
}
if(data.lock_wait_seconds !== undefined){
if(!(validate98(data.lock_wait_seconds, {instancePath:instancePath+"/lock_wait_seconds",parentData:data,parentDataProperty:"lock_wait_seconds",rootData}))){
vErrors = vErrors === null ? validate98.errors : vErrors.concat(validate98.errors);
errors = vErrors.length;
}
}
if(data.idle_in_transaction_seconds !== undefined){
if(!(validate98(data.idle_in_transaction_seconds, {instancePath:instancePath+"/idle_in_transaction_seconds",parentData:data,parentDataProperty:"idle_in_transaction_seconds",rootData}))){
vErrors = vErrors === null ? validate98.errors : vErrors.concat(validate98.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate91.errors = vErrors;
return errors === 0;
}

const schema38 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"container":{"$ref":"#/definitions/shared19"},"ping_timeout_ms":{"$ref":"#/definitions/shared30"},"memory_high_percent":{"$ref":"#/definitions/shared27"},"memory_full_percent":{"$ref":"#/definitions/shared27"},"expiring_within_seconds":{"$ref":"#/definitions/shared31"}}};
const schema39 = {"type":"integer","minimum":1,"maximum":600000};

function validate108(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
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
const err1 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 600000}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err2 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate108.errors = vErrors;
return errors === 0;
}

const schema40 = {"type":"number","minimum":1,"maximum":31536000};

function validate112(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 31536000 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 31536000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate112.errors = vErrors;
return errors === 0;
}


function validate103(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((((key0 === "enabled") || (key0 === "critical")) || (key0 === "timeout_seconds")) || (key0 === "container")) || (key0 === "ping_timeout_ms")) || (key0 === "memory_high_percent")) || (key0 === "memory_full_percent")) || (key0 === "expiring_within_seconds"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical",parentData:data,parentDataProperty:"critical",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate58(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
if(data.container !== undefined){
if(!(validate75(data.container, {instancePath:instancePath+"/container",parentData:data,parentDataProperty:"container",rootData}))){
vErrors = vErrors === null ? validate75.errors : vErrors.concat(validate75.errors);
errors = vErrors.length;
}
}
if(data.ping_timeout_ms !== undefined){
if(!(validate108(data.ping_timeout_ms, {instancePath:instancePath+"/ping_timeout_ms",parentData:data,parentDataProperty:"ping_timeout_ms",rootData}))){
vErrors = vErrors === null ? validate108.errors : vErrors.concat(validate108.errors);
errors = vErrors.length;
}
}
if(data.memory_high_percent !== undefined){
if(!(validate96(data.memory_high_percent, {instancePath:instancePath+"/memory_high_percent",parentData:data,parentDataProperty:"memory_high_percent",rootData}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
}
if(data.memory_full_percent !== undefined){
if(!(validate96(data.memory_full_percent, {instancePath:instancePath+"/memory_full_percent",parentData:data,parentDataProperty:"memory_full_percent",rootData}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
}
if(data.expiring_within_seconds !== undefined){
if(!(validate112(data.expiring_within_seconds, {instancePath:instancePath+"/expiring_within_seconds",parentData:data,parentDataProperty:"expiring_within_seconds",rootData}))){
vErrors = vErrors === null ? validate112.errors : vErrors.concat(validate112.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate103.errors = vErrors;
return errors === 0;
}

const schema41 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"expected":{"$ref":"#/definitions/shared39"}}};
const schema42 = {"type":"array","minItems":1,"maxItems":1000,"items":{"$ref":"#/definitions/shared38"}};
const schema43 = {"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/definitions/shared19"},"kind":{"$ref":"#/definitions/shared33"},"match":{"$ref":"#/definitions/shared20"},"min_processes":{"$ref":"#/definitions/shared34"},"container":{"$ref":"#/definitions/shared19"},"systemd_unit":{"$ref":"#/definitions/shared19"},"restart_command":{"$ref":"#/definitions/shared35"},"heartbeat":{"$ref":"#/definitions/shared37"},"stalled_seconds":{"$ref":"#/definitions/shared36"}}};
const schema44 = {"type":"string","enum":["worker","scheduler"]};

function validate122(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!((data === "worker") || (data === "scheduler"))){
const err1 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema44.enum}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate122.errors = vErrors;
return errors === 0;
}

const schema45 = {"type":"integer","minimum":1,"maximum":10000};

function validate125(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
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
const err1 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err2 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate125.errors = vErrors;
return errors === 0;
}

const schema46 = {"type":"array","minItems":1,"items":{"$ref":"#/definitions/shared0"}};

function validate129(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length < 1){
const err0 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1}};
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
if(!(validate22(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate129.errors = vErrors;
return errors === 0;
}

const schema47 = {"type":"object","additionalProperties":false,"properties":{"redis_key":{"$ref":"#/definitions/shared20"},"query":{"$ref":"#/definitions/shared20"},"max_age_seconds":{"$ref":"#/definitions/shared36"}}};
const schema48 = {"type":"number","minimum":0.1,"maximum":31536000};

function validate135(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 31536000 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 31536000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0.1 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.1}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate135.errors = vErrors;
return errors === 0;
}


function validate132(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "redis_key") || (key0 === "query")) || (key0 === "max_age_seconds"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate81(data.redis_key, {instancePath:instancePath+"/redis_key",parentData:data,parentDataProperty:"redis_key",rootData}))){
vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors);
errors = vErrors.length;
}
}
if(data.query !== undefined){
if(!(validate81(data.query, {instancePath:instancePath+"/query",parentData:data,parentDataProperty:"query",rootData}))){
vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors);
errors = vErrors.length;
}
}
if(data.max_age_seconds !== undefined){
if(!(validate135(data.max_age_seconds, {instancePath:instancePath+"/max_age_seconds",parentData:data,parentDataProperty:"max_age_seconds",rootData}))){
vErrors = vErrors === null ? validate135.errors : vErrors.concat(validate135.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
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


function validate120(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema43.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate75(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = vErrors === null ? validate75.errors : vErrors.concat(validate75.errors);
errors = vErrors.length;
}
}
if(data.kind !== undefined){
if(!(validate122(data.kind, {instancePath:instancePath+"/kind",parentData:data,parentDataProperty:"kind",rootData}))){
vErrors = vErrors === null ? validate122.errors : vErrors.concat(validate122.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined){
if(!(validate81(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors);
errors = vErrors.length;
}
}
if(data.min_processes !== undefined){
if(!(validate125(data.min_processes, {instancePath:instancePath+"/min_processes",parentData:data,parentDataProperty:"min_processes",rootData}))){
vErrors = vErrors === null ? validate125.errors : vErrors.concat(validate125.errors);
errors = vErrors.length;
}
}
if(data.container !== undefined){
if(!(validate75(data.container, {instancePath:instancePath+"/container",parentData:data,parentDataProperty:"container",rootData}))){
vErrors = vErrors === null ? validate75.errors : vErrors.concat(validate75.errors);
errors = vErrors.length;
}
}
if(data.systemd_unit !== undefined){
if(!(validate75(data.systemd_unit, {instancePath:instancePath+"/systemd_unit",parentData:data,parentDataProperty:"systemd_unit",rootData}))){
vErrors = vErrors === null ? validate75.errors : vErrors.concat(validate75.errors);
errors = vErrors.length;
}
}
if(data.restart_command !== undefined){
if(!(validate129(data.restart_command, {instancePath:instancePath+"/restart_command",parentData:data,parentDataProperty:"restart_command",rootData}))){
vErrors = vErrors === null ? validate129.errors : vErrors.concat(validate129.errors);
errors = vErrors.length;
}
}
if(data.heartbeat !== undefined){
if(!(validate132(data.heartbeat, {instancePath:instancePath+"/heartbeat",parentData:data,parentDataProperty:"heartbeat",rootData}))){
vErrors = vErrors === null ? validate132.errors : vErrors.concat(validate132.errors);
errors = vErrors.length;
}
}
if(data.stalled_seconds !== undefined){
if(!(validate135(data.stalled_seconds, {instancePath:instancePath+"/stalled_seconds",parentData:data,parentDataProperty:"stalled_seconds",rootData}))){
vErrors = vErrors === null ? validate135.errors : vErrors.concat(validate135.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate120.errors = vErrors;
return errors === 0;
}


function validate119(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 1000){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1}};
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
if(!(validate120(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate120.errors : vErrors.concat(validate120.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate119.errors = vErrors;
return errors === 0;
}


function validate115(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "enabled") || (key0 === "critical")) || (key0 === "timeout_seconds")) || (key0 === "expected"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical",parentData:data,parentDataProperty:"critical",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate58(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
if(data.expected !== undefined){
if(!(validate119(data.expected, {instancePath:instancePath+"/expected",parentData:data,parentDataProperty:"expected",rootData}))){
vErrors = vErrors === null ? validate119.errors : vErrors.concat(validate119.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate115.errors = vErrors;
return errors === 0;
}

const schema49 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"table":{"$ref":"#/definitions/shared19"},"dead_letter_table":{"$ref":"#/definitions/shared19"},"columns":{"$ref":"#/definitions/shared42"},"dead_letter_columns":{"$ref":"#/definitions/shared43"},"max_stuck":{"$ref":"#/definitions/shared44"},"max_failed":{"$ref":"#/definitions/shared44"},"max_pending":{"$ref":"#/definitions/shared44"},"max_dead_letters":{"$ref":"#/definitions/shared44"},"max_delay_seconds":{"$ref":"#/definitions/shared31"},"lock_timeout_seconds":{"$ref":"#/definitions/shared31"},"held_error_codes":{"$ref":"#/definitions/shared21"},"rate_limit_error_codes":{"$ref":"#/definitions/shared21"},"rate_limit_delay_seconds":{"$ref":"#/definitions/shared25"}}};
const schema50 = {"type":"object","additionalProperties":false,"properties":{"id":{"$ref":"#/definitions/shared41"},"entity_type":{"$ref":"#/definitions/shared41"},"source_entity_id":{"$ref":"#/definitions/shared41"},"validated_payload":{"$ref":"#/definitions/shared41"},"status":{"$ref":"#/definitions/shared41"},"priority":{"$ref":"#/definitions/shared41"},"attempt_count":{"$ref":"#/definitions/shared41"},"max_retry_attempts":{"$ref":"#/definitions/shared41"},"next_retry_at":{"$ref":"#/definitions/shared41"},"locked_by":{"$ref":"#/definitions/shared41"},"lock_expires_at":{"$ref":"#/definitions/shared41"},"created_at":{"$ref":"#/definitions/shared41"},"started_at":{"$ref":"#/definitions/shared41"},"error_message":{"$ref":"#/definitions/shared41"},"error_code":{"$ref":"#/definitions/shared41"},"inbox_event_id":{"$ref":"#/definitions/shared41"},"operation_type":{"$ref":"#/definitions/shared41"},"completed_at":{"$ref":"#/definitions/shared41"}}};
const schema51 = {"type":"string","minLength":1,"maxLength":63};

function validate149(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(data.length > 63){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate149.errors = vErrors;
return errors === 0;
}


function validate148(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema50.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate149(data.id, {instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.entity_type !== undefined){
if(!(validate149(data.entity_type, {instancePath:instancePath+"/entity_type",parentData:data,parentDataProperty:"entity_type",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.source_entity_id !== undefined){
if(!(validate149(data.source_entity_id, {instancePath:instancePath+"/source_entity_id",parentData:data,parentDataProperty:"source_entity_id",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.validated_payload !== undefined){
if(!(validate149(data.validated_payload, {instancePath:instancePath+"/validated_payload",parentData:data,parentDataProperty:"validated_payload",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.status !== undefined){
if(!(validate149(data.status, {instancePath:instancePath+"/status",parentData:data,parentDataProperty:"status",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.priority !== undefined){
if(!(validate149(data.priority, {instancePath:instancePath+"/priority",parentData:data,parentDataProperty:"priority",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.attempt_count !== undefined){
if(!(validate149(data.attempt_count, {instancePath:instancePath+"/attempt_count",parentData:data,parentDataProperty:"attempt_count",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.max_retry_attempts !== undefined){
if(!(validate149(data.max_retry_attempts, {instancePath:instancePath+"/max_retry_attempts",parentData:data,parentDataProperty:"max_retry_attempts",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.next_retry_at !== undefined){
if(!(validate149(data.next_retry_at, {instancePath:instancePath+"/next_retry_at",parentData:data,parentDataProperty:"next_retry_at",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.locked_by !== undefined){
if(!(validate149(data.locked_by, {instancePath:instancePath+"/locked_by",parentData:data,parentDataProperty:"locked_by",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.lock_expires_at !== undefined){
if(!(validate149(data.lock_expires_at, {instancePath:instancePath+"/lock_expires_at",parentData:data,parentDataProperty:"lock_expires_at",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.created_at !== undefined){
if(!(validate149(data.created_at, {instancePath:instancePath+"/created_at",parentData:data,parentDataProperty:"created_at",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.started_at !== undefined){
if(!(validate149(data.started_at, {instancePath:instancePath+"/started_at",parentData:data,parentDataProperty:"started_at",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.error_message !== undefined){
if(!(validate149(data.error_message, {instancePath:instancePath+"/error_message",parentData:data,parentDataProperty:"error_message",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.error_code !== undefined){
if(!(validate149(data.error_code, {instancePath:instancePath+"/error_code",parentData:data,parentDataProperty:"error_code",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.inbox_event_id !== undefined){
if(!(validate149(data.inbox_event_id, {instancePath:instancePath+"/inbox_event_id",parentData:data,parentDataProperty:"inbox_event_id",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.operation_type !== undefined){
if(!(validate149(data.operation_type, {instancePath:instancePath+"/operation_type",parentData:data,parentDataProperty:"operation_type",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.completed_at !== undefined){
if(!(validate149(data.completed_at, {instancePath:instancePath+"/completed_at",parentData:data,parentDataProperty:"completed_at",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate148.errors = vErrors;
return errors === 0;
}

const schema52 = {"type":"object","additionalProperties":false,"properties":{"id":{"$ref":"#/definitions/shared41"},"sync_queue_id":{"$ref":"#/definitions/shared41"},"entity_type":{"$ref":"#/definitions/shared41"},"source_entity_id":{"$ref":"#/definitions/shared41"},"failure_reason":{"$ref":"#/definitions/shared41"},"error_code":{"$ref":"#/definitions/shared41"},"total_attempts":{"$ref":"#/definitions/shared41"},"last_error_message":{"$ref":"#/definitions/shared41"},"last_payload":{"$ref":"#/definitions/shared41"},"resolved":{"$ref":"#/definitions/shared41"},"resolved_at":{"$ref":"#/definitions/shared41"},"resolved_by":{"$ref":"#/definitions/shared41"},"created_at":{"$ref":"#/definitions/shared41"},"priority":{"$ref":"#/definitions/shared41"},"resolution_notes":{"$ref":"#/definitions/shared41"}}};

function validate169(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema52.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate149(data.id, {instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.sync_queue_id !== undefined){
if(!(validate149(data.sync_queue_id, {instancePath:instancePath+"/sync_queue_id",parentData:data,parentDataProperty:"sync_queue_id",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.entity_type !== undefined){
if(!(validate149(data.entity_type, {instancePath:instancePath+"/entity_type",parentData:data,parentDataProperty:"entity_type",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.source_entity_id !== undefined){
if(!(validate149(data.source_entity_id, {instancePath:instancePath+"/source_entity_id",parentData:data,parentDataProperty:"source_entity_id",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.failure_reason !== undefined){
if(!(validate149(data.failure_reason, {instancePath:instancePath+"/failure_reason",parentData:data,parentDataProperty:"failure_reason",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.error_code !== undefined){
if(!(validate149(data.error_code, {instancePath:instancePath+"/error_code",parentData:data,parentDataProperty:"error_code",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.total_attempts !== undefined){
if(!(validate149(data.total_attempts, {instancePath:instancePath+"/total_attempts",parentData:data,parentDataProperty:"total_attempts",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.last_error_message !== undefined){
if(!(validate149(data.last_error_message, {instancePath:instancePath+"/last_error_message",parentData:data,parentDataProperty:"last_error_message",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.last_payload !== undefined){
if(!(validate149(data.last_payload, {instancePath:instancePath+"/last_payload",parentData:data,parentDataProperty:"last_payload",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.resolved !== undefined){
if(!(validate149(data.resolved, {instancePath:instancePath+"/resolved",parentData:data,parentDataProperty:"resolved",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.resolved_at !== undefined){
if(!(validate149(data.resolved_at, {instancePath:instancePath+"/resolved_at",parentData:data,parentDataProperty:"resolved_at",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.resolved_by !== undefined){
if(!(validate149(data.resolved_by, {instancePath:instancePath+"/resolved_by",parentData:data,parentDataProperty:"resolved_by",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.created_at !== undefined){
if(!(validate149(data.created_at, {instancePath:instancePath+"/created_at",parentData:data,parentDataProperty:"created_at",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.priority !== undefined){
if(!(validate149(data.priority, {instancePath:instancePath+"/priority",parentData:data,parentDataProperty:"priority",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
if(data.resolution_notes !== undefined){
if(!(validate149(data.resolution_notes, {instancePath:instancePath+"/resolution_notes",parentData:data,parentDataProperty:"resolution_notes",rootData}))){
vErrors = vErrors === null ? validate149.errors : vErrors.concat(validate149.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate169.errors = vErrors;
return errors === 0;
}

const schema53 = {"type":"integer","minimum":0};

function validate186(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
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
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
validate186.errors = vErrors;
return errors === 0;
}


function validate142(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema49.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical",parentData:data,parentDataProperty:"critical",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate58(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
if(data.table !== undefined){
if(!(validate75(data.table, {instancePath:instancePath+"/table",parentData:data,parentDataProperty:"table",rootData}))){
vErrors = vErrors === null ? validate75.errors : vErrors.concat(validate75.errors);
errors = vErrors.length;
}
}
if(data.dead_letter_table !== undefined){
if(!(validate75(data.dead_letter_table, {instancePath:instancePath+"/dead_letter_table",parentData:data,parentDataProperty:"dead_letter_table",rootData}))){
vErrors = vErrors === null ? validate75.errors : vErrors.concat(validate75.errors);
errors = vErrors.length;
}
}
if(data.columns !== undefined){
if(!(validate148(data.columns, {instancePath:instancePath+"/columns",parentData:data,parentDataProperty:"columns",rootData}))){
vErrors = vErrors === null ? validate148.errors : vErrors.concat(validate148.errors);
errors = vErrors.length;
}
}
if(data.dead_letter_columns !== undefined){
if(!(validate169(data.dead_letter_columns, {instancePath:instancePath+"/dead_letter_columns",parentData:data,parentDataProperty:"dead_letter_columns",rootData}))){
vErrors = vErrors === null ? validate169.errors : vErrors.concat(validate169.errors);
errors = vErrors.length;
}
}
if(data.max_stuck !== undefined){
if(!(validate186(data.max_stuck, {instancePath:instancePath+"/max_stuck",parentData:data,parentDataProperty:"max_stuck",rootData}))){
vErrors = vErrors === null ? validate186.errors : vErrors.concat(validate186.errors);
errors = vErrors.length;
}
}
if(data.max_failed !== undefined){
if(!(validate186(data.max_failed, {instancePath:instancePath+"/max_failed",parentData:data,parentDataProperty:"max_failed",rootData}))){
vErrors = vErrors === null ? validate186.errors : vErrors.concat(validate186.errors);
errors = vErrors.length;
}
}
if(data.max_pending !== undefined){
if(!(validate186(data.max_pending, {instancePath:instancePath+"/max_pending",parentData:data,parentDataProperty:"max_pending",rootData}))){
vErrors = vErrors === null ? validate186.errors : vErrors.concat(validate186.errors);
errors = vErrors.length;
}
}
if(data.max_dead_letters !== undefined){
if(!(validate186(data.max_dead_letters, {instancePath:instancePath+"/max_dead_letters",parentData:data,parentDataProperty:"max_dead_letters",rootData}))){
vErrors = vErrors === null ? validate186.errors : vErrors.concat(validate186.errors);
errors = vErrors.length;
}
}
if(data.max_delay_seconds !== undefined){
if(!(validate112(data.max_delay_seconds, {instancePath:instancePath+"/max_delay_seconds",parentData:data,parentDataProperty:"max_delay_seconds",rootData}))){
vErrors = vErrors === null ? validate112.errors : vErrors.concat(validate112.errors);
errors = vErrors.length;
}
}
if(data.lock_timeout_seconds !== undefined){
if(!(validate112(data.lock_timeout_seconds, {instancePath:instancePath+"/lock_timeout_seconds",parentData:data,parentDataProperty:"lock_timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate112.errors : vErrors.concat(validate112.errors);
errors = vErrors.length;
}
}
if(data.held_error_codes !== undefined){
if(!(validate80(data.held_error_codes, {instancePath:instancePath+"/held_error_codes",parentData:data,parentDataProperty:"held_error_codes",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
if(data.rate_limit_error_codes !== undefined){
if(!(validate80(data.rate_limit_error_codes, {instancePath:instancePath+"/rate_limit_error_codes",parentData:data,parentDataProperty:"rate_limit_error_codes",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
if(data.rate_limit_delay_seconds !== undefined){
if(!(validate88(data.rate_limit_delay_seconds, {instancePath:instancePath+"/rate_limit_delay_seconds",parentData:data,parentDataProperty:"rate_limit_delay_seconds",rootData}))){
vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate142.errors = vErrors;
return errors === 0;
}

const schema54 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"critical":{"$ref":"#/definitions/shared2"},"timeout_seconds":{"$ref":"#/definitions/shared13"},"container":{"$ref":"#/definitions/shared19"},"health_url":{"$ref":"#/definitions/shared0"},"health_timeout_ms":{"$ref":"#/definitions/shared30"},"log_file":{"$ref":"#/definitions/shared20"},"error_pattern":{"$ref":"#/definitions/shared20"},"error_window_seconds":{"$ref":"#/definitions/shared25"},"max_errors":{"$ref":"#/definitions/shared44"},"memory_percent":{"$ref":"#/definitions/shared27"},"memory_trend":{"$ref":"#/definitions/shared2"},"memory_trend_min_seconds":{"$ref":"#/definitions/shared46"},"memory_trend_horizon_seconds":{"$ref":"#/definitions/shared31"},"memory_trend_growth_percent":{"$ref":"#/definitions/shared47"},"max_restarts":{"$ref":"#/definitions/shared48"},"restart_window_seconds":{"$ref":"#/definitions/shared49"},"state_paths":{"$ref":"#/definitions/shared51"},"state_redis_patterns":{"$ref":"#/definitions/shared53"}}};
const schema55 = {"type":"number","minimum":1,"maximum":2592000};

function validate210(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 2592000 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2592000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate210.errors = vErrors;
return errors === 0;
}

const schema56 = {"type":"number","minimum":10};

function validate213(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data < 10 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 10}};
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
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate213.errors = vErrors;
return errors === 0;
}

const schema57 = {"type":"integer","minimum":1};

function validate215(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
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
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
validate215.errors = vErrors;
return errors === 0;
}

const schema58 = {"type":"number","minimum":1,"maximum":604800};

function validate217(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 604800 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 604800}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate217.errors = vErrors;
return errors === 0;
}

const schema59 = {"type":"array","items":{"$ref":"#/definitions/shared50"}};
const schema60 = {"type":"string","pattern":"^/+[^/]"};
const pattern2 = new RegExp("^/+[^/]", "u");

function validate220(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern2.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^/+[^/]"}};
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
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate220.errors = vErrors;
return errors === 0;
}


function validate219(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate220(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate220.errors : vErrors.concat(validate220.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate219.errors = vErrors;
return errors === 0;
}

const schema61 = {"type":"array","items":{"$ref":"#/definitions/shared52"}};
const schema62 = {"type":"string","pattern":"[^*?]"};
const pattern3 = new RegExp("[^*?]", "u");

function validate224(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern3.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "[^*?]"}};
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
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate224.errors = vErrors;
return errors === 0;
}


function validate223(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate224(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate224.errors : vErrors.concat(validate224.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate223.errors = vErrors;
return errors === 0;
}


function validate197(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema54.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.critical !== undefined){
if(!(validate27(data.critical, {instancePath:instancePath+"/critical",parentData:data,parentDataProperty:"critical",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate58(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
if(data.container !== undefined){
if(!(validate75(data.container, {instancePath:instancePath+"/container",parentData:data,parentDataProperty:"container",rootData}))){
vErrors = vErrors === null ? validate75.errors : vErrors.concat(validate75.errors);
errors = vErrors.length;
}
}
if(data.health_url !== undefined){
if(!(validate22(data.health_url, {instancePath:instancePath+"/health_url",parentData:data,parentDataProperty:"health_url",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.health_timeout_ms !== undefined){
if(!(validate108(data.health_timeout_ms, {instancePath:instancePath+"/health_timeout_ms",parentData:data,parentDataProperty:"health_timeout_ms",rootData}))){
vErrors = vErrors === null ? validate108.errors : vErrors.concat(validate108.errors);
errors = vErrors.length;
}
}
if(data.log_file !== undefined){
if(!(validate81(data.log_file, {instancePath:instancePath+"/log_file",parentData:data,parentDataProperty:"log_file",rootData}))){
vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors);
errors = vErrors.length;
}
}
if(data.error_pattern !== undefined){
if(!(validate81(data.error_pattern, {instancePath:instancePath+"/error_pattern",parentData:data,parentDataProperty:"error_pattern",rootData}))){
vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors);
errors = vErrors.length;
}
}
if(data.error_window_seconds !== undefined){
if(!(validate88(data.error_window_seconds, {instancePath:instancePath+"/error_window_seconds",parentData:data,parentDataProperty:"error_window_seconds",rootData}))){
vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors);
errors = vErrors.length;
}
}
if(data.max_errors !== undefined){
if(!(validate186(data.max_errors, {instancePath:instancePath+"/max_errors",parentData:data,parentDataProperty:"max_errors",rootData}))){
vErrors = vErrors === null ? validate186.errors : vErrors.concat(validate186.errors);
errors = vErrors.length;
}
}
if(data.memory_percent !== undefined){
if(!(validate96(data.memory_percent, {instancePath:instancePath+"/memory_percent",parentData:data,parentDataProperty:"memory_percent",rootData}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
}
if(data.memory_trend !== undefined){
if(!(validate27(data.memory_trend, {instancePath:instancePath+"/memory_trend",parentData:data,parentDataProperty:"memory_trend",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.memory_trend_min_seconds !== undefined){
if(!(validate210(data.memory_trend_min_seconds, {instancePath:instancePath+"/memory_trend_min_seconds",parentData:data,parentDataProperty:"memory_trend_min_seconds",rootData}))){
vErrors = vErrors === null ? validate210.errors : vErrors.concat(validate210.errors);
errors = vErrors.length;
}
}
if(data.memory_trend_horizon_seconds !== undefined){
if(!(validate112(data.memory_trend_horizon_seconds, {instancePath:instancePath+"/memory_trend_horizon_seconds",parentData:data,parentDataProperty:"memory_trend_horizon_seconds",rootData}))){
vErrors = vErrors === null ? validate112.errors : vErrors.concat(validate112.errors);
errors = vErrors.length;
}
}
if(data.memory_trend_growth_percent !== undefined){
if(!(validate213(data.memory_trend_growth_percent, {instancePath:instancePath+"/memory_trend_growth_percent",parentData:data,parentDataProperty:"memory_trend_growth_percent",rootData}))){
vErrors = vErrors === null ? validate213.errors : vErrors.concat(validate213.errors);
errors = vErrors.length;
}
}
if(data.max_restarts !== undefined){
if(!(validate215(data.max_restarts, {instancePath:instancePath+"/max_restarts",parentData:data,parentDataProperty:"max_restarts",rootData}))){
vErrors = vErrors === null ? validate215.errors : vErrors.concat(validate215.errors);
errors = vErrors.length;
}
}
if(data.restart_window_seconds !== undefined){
if(!(validate217(data.restart_window_seconds, {instancePath:instancePath+"/restart_window_seconds",parentData:data,parentDataProperty:"restart_window_seconds",rootData}))){
vErrors = vErrors === null ? validate217.errors : vErrors.concat(validate217.errors);
errors = vErrors.length;
}
}
if(data.state_paths !== undefined){
if(!(validate219(data.state_paths, {instancePath:instancePath+"/state_paths",parentData:data,parentDataProperty:"state_paths",rootData}))){
vErrors = vErrors === null ? validate219.errors : vErrors.concat(validate219.errors);
errors = vErrors.length;
}
}
if(data.state_redis_patterns !== undefined){
if(!(validate223(data.state_redis_patterns, {instancePath:instancePath+"/state_redis_patterns",parentData:data,parentDataProperty:"state_redis_patterns",rootData}))){
vErrors = vErrors === null ? validate223.errors : vErrors.concat(validate223.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate197.errors = vErrors;
return errors === 0;
}


function validate54(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "preflight") || (key0 === "containers")) || (key0 === "database")) || (key0 === "redis")) || (key0 === "workers")) || (key0 === "zoho_queue")) || (key0 === "application"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate55(data.preflight, {instancePath:instancePath+"/preflight",parentData:data,parentDataProperty:"preflight",rootData}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
if(data.containers !== undefined){
if(!(validate69(data.containers, {instancePath:instancePath+"/containers",parentData:data,parentDataProperty:"containers",rootData}))){
vErrors = vErrors === null ? validate69.errors : vErrors.concat(validate69.errors);
errors = vErrors.length;
}
}
if(data.database !== undefined){
if(!(validate91(data.database, {instancePath:instancePath+"/database",parentData:data,parentDataProperty:"database",rootData}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
if(data.redis !== undefined){
if(!(validate103(data.redis, {instancePath:instancePath+"/redis",parentData:data,parentDataProperty:"redis",rootData}))){
vErrors = vErrors === null ? validate103.errors : vErrors.concat(validate103.errors);
errors = vErrors.length;
}
}
if(data.workers !== undefined){
if(!(validate115(data.workers, {instancePath:instancePath+"/workers",parentData:data,parentDataProperty:"workers",rootData}))){
vErrors = vErrors === null ? validate115.errors : vErrors.concat(validate115.errors);
errors = vErrors.length;
}
}
if(data.zoho_queue !== undefined){
if(!(validate142(data.zoho_queue, {instancePath:instancePath+"/zoho_queue",parentData:data,parentDataProperty:"zoho_queue",rootData}))){
vErrors = vErrors === null ? validate142.errors : vErrors.concat(validate142.errors);
errors = vErrors.length;
}
}
if(data.application !== undefined){
if(!(validate197(data.application, {instancePath:instancePath+"/application",parentData:data,parentDataProperty:"application",rootData}))){
vErrors = vErrors === null ? validate197.errors : vErrors.concat(validate197.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
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

const schema63 = {"type":"object","additionalProperties":false,"properties":{"disk_space_low":{"$ref":"#/definitions/shared58"},"container_not_running":{"$ref":"#/definitions/shared60"},"container_unhealthy":{"$ref":"#/definitions/shared60"},"container_stuck":{"$ref":"#/definitions/shared60"},"container_missing":{"$ref":"#/definitions/shared62"},"connection_pool_exhausted":{"$ref":"#/definitions/shared64"},"table_locks":{"$ref":"#/definitions/shared64"},"stuck_transactions":{"$ref":"#/definitions/shared64"},"redis_not_responding":{"$ref":"#/definitions/shared66"},"redis_memory_full":{"$ref":"#/definitions/shared66"},"redis_memory_high":{"$ref":"#/definitions/shared66"},"workers_down":{"$ref":"#/definitions/shared68"},"scheduler_stopped":{"$ref":"#/definitions/shared68"},"worker_not_processing":{"$ref":"#/definitions/shared68"},"sync_queue_stuck":{"$ref":"#/definitions/shared70"},"too_many_pending_items":{"$ref":"#/definitions/shared70"},"sync_delay":{"$ref":"#/definitions/shared70"},"high_error_rate":{"$ref":"#/definitions/shared72"},"memory_leak":{"$ref":"#/definitions/shared72"},"crash_loop":{"$ref":"#/definitions/shared72"}}};
const schema64 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared56"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema65 = {"enum":["emergency_cleanup",null]};

function validate232(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!((data === "emergency_cleanup") || (data === null))){
const err0 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema65.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate232.errors = vErrors;
return errors === 0;
}

const schema66 = {"type":"integer","minimum":0,"maximum":100};

function validate234(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
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
const err1 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err2 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate234.errors = vErrors;
return errors === 0;
}


function validate230(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate232(data.action, {instancePath:instancePath+"/action",parentData:data,parentDataProperty:"action",rootData}))){
vErrors = vErrors === null ? validate232.errors : vErrors.concat(validate232.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate234(data.max_retries, {instancePath:instancePath+"/max_retries",parentData:data,parentDataProperty:"max_retries",rootData}))){
vErrors = vErrors === null ? validate234.errors : vErrors.concat(validate234.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate88(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation",parentData:data,parentDataProperty:"requires_confirmation",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate230.errors = vErrors;
return errors === 0;
}

const schema67 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared59"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema68 = {"enum":["start_container","restart_container","force_restart_container",null]};

function validate241(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!((((data === "start_container") || (data === "restart_container")) || (data === "force_restart_container")) || (data === null))){
const err0 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema68.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate241.errors = vErrors;
return errors === 0;
}


function validate239(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate241(data.action, {instancePath:instancePath+"/action",parentData:data,parentDataProperty:"action",rootData}))){
vErrors = vErrors === null ? validate241.errors : vErrors.concat(validate241.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate234(data.max_retries, {instancePath:instancePath+"/max_retries",parentData:data,parentDataProperty:"max_retries",rootData}))){
vErrors = vErrors === null ? validate234.errors : vErrors.concat(validate234.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate88(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation",parentData:data,parentDataProperty:"requires_confirmation",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate239.errors = vErrors;
return errors === 0;
}

const schema69 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared61"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema70 = {"enum":[null]};

function validate251(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(data === null)){
const err0 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema70.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate251.errors = vErrors;
return errors === 0;
}


function validate249(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate251(data.action, {instancePath:instancePath+"/action",parentData:data,parentDataProperty:"action",rootData}))){
vErrors = vErrors === null ? validate251.errors : vErrors.concat(validate251.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate234(data.max_retries, {instancePath:instancePath+"/max_retries",parentData:data,parentDataProperty:"max_retries",rootData}))){
vErrors = vErrors === null ? validate234.errors : vErrors.concat(validate234.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate88(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation",parentData:data,parentDataProperty:"requires_confirmation",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate249.errors = vErrors;
return errors === 0;
}

const schema71 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared63"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema72 = {"enum":["start_container","kill_idle_connections","clear_blocking_queries","terminate_idle_transactions",null]};

function validate259(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((((data === "start_container") || (data === "kill_idle_connections")) || (data === "clear_blocking_queries")) || (data === "terminate_idle_transactions")) || (data === null))){
const err0 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema72.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate259.errors = vErrors;
return errors === 0;
}


function validate257(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate259(data.action, {instancePath:instancePath+"/action",parentData:data,parentDataProperty:"action",rootData}))){
vErrors = vErrors === null ? validate259.errors : vErrors.concat(validate259.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate234(data.max_retries, {instancePath:instancePath+"/max_retries",parentData:data,parentDataProperty:"max_retries",rootData}))){
vErrors = vErrors === null ? validate234.errors : vErrors.concat(validate234.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate88(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation",parentData:data,parentDataProperty:"requires_confirmation",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate257.errors = vErrors;
return errors === 0;
}

const schema73 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared65"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema74 = {"enum":["start_container","restart_container","force_restart_container","restart_redis","flush_expiring_keys","clear_expired_keys","clear_all_cache",null]};

function validate269(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!((((((((data === "start_container") || (data === "restart_container")) || (data === "force_restart_container")) || (data === "restart_redis")) || (data === "flush_expiring_keys")) || (data === "clear_expired_keys")) || (data === "clear_all_cache")) || (data === null))){
const err0 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema74.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate269.errors = vErrors;
return errors === 0;
}


function validate267(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate269(data.action, {instancePath:instancePath+"/action",parentData:data,parentDataProperty:"action",rootData}))){
vErrors = vErrors === null ? validate269.errors : vErrors.concat(validate269.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate234(data.max_retries, {instancePath:instancePath+"/max_retries",parentData:data,parentDataProperty:"max_retries",rootData}))){
vErrors = vErrors === null ? validate234.errors : vErrors.concat(validate234.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate88(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation",parentData:data,parentDataProperty:"requires_confirmation",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate267.errors = vErrors;
return errors === 0;
}

const schema75 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared67"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema76 = {"enum":["start_container","restart_container","force_restart_container","restart_main_service","restart_scheduler","restart_worker","kill_process",null]};

function validate279(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!((((((((data === "start_container") || (data === "restart_container")) || (data === "force_restart_container")) || (data === "restart_main_service")) || (data === "restart_scheduler")) || (data === "restart_worker")) || (data === "kill_process")) || (data === null))){
const err0 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema76.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate279.errors = vErrors;
return errors === 0;
}


function validate277(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate279(data.action, {instancePath:instancePath+"/action",parentData:data,parentDataProperty:"action",rootData}))){
vErrors = vErrors === null ? validate279.errors : vErrors.concat(validate279.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate234(data.max_retries, {instancePath:instancePath+"/max_retries",parentData:data,parentDataProperty:"max_retries",rootData}))){
vErrors = vErrors === null ? validate234.errors : vErrors.concat(validate234.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate88(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation",parentData:data,parentDataProperty:"requires_confirmation",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate277.errors = vErrors;
return errors === 0;
}

const schema77 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared69"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema78 = {"enum":["requeue_failed_items","clear_dead_letter_queue","reset_processing_status",null]};

function validate289(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!((((data === "requeue_failed_items") || (data === "clear_dead_letter_queue")) || (data === "reset_processing_status")) || (data === null))){
const err0 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema78.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate289.errors = vErrors;
return errors === 0;
}


function validate287(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate289(data.action, {instancePath:instancePath+"/action",parentData:data,parentDataProperty:"action",rootData}))){
vErrors = vErrors === null ? validate289.errors : vErrors.concat(validate289.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate234(data.max_retries, {instancePath:instancePath+"/max_retries",parentData:data,parentDataProperty:"max_retries",rootData}))){
vErrors = vErrors === null ? validate234.errors : vErrors.concat(validate234.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate88(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation",parentData:data,parentDataProperty:"requires_confirmation",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate287.errors = vErrors;
return errors === 0;
}

const schema79 = {"type":"object","additionalProperties":false,"properties":{"enabled":{"$ref":"#/definitions/shared2"},"action":{"$ref":"#/definitions/shared71"},"max_retries":{"$ref":"#/definitions/shared57"},"timeout_seconds":{"$ref":"#/definitions/shared25"},"requires_confirmation":{"$ref":"#/definitions/shared2"}}};
const schema80 = {"enum":["start_container","restart_container","force_restart_container","restart_application","clear_state_and_restart",null]};

function validate299(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!((((((data === "start_container") || (data === "restart_container")) || (data === "force_restart_container")) || (data === "restart_application")) || (data === "clear_state_and_restart")) || (data === null))){
const err0 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema80.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate299.errors = vErrors;
return errors === 0;
}


function validate297(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "action")) || (key0 === "max_retries")) || (key0 === "timeout_seconds")) || (key0 === "requires_confirmation"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.enabled, {instancePath:instancePath+"/enabled",parentData:data,parentDataProperty:"enabled",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
if(!(validate299(data.action, {instancePath:instancePath+"/action",parentData:data,parentDataProperty:"action",rootData}))){
vErrors = vErrors === null ? validate299.errors : vErrors.concat(validate299.errors);
errors = vErrors.length;
}
}
if(data.max_retries !== undefined){
if(!(validate234(data.max_retries, {instancePath:instancePath+"/max_retries",parentData:data,parentDataProperty:"max_retries",rootData}))){
vErrors = vErrors === null ? validate234.errors : vErrors.concat(validate234.errors);
errors = vErrors.length;
}
}
if(data.timeout_seconds !== undefined){
if(!(validate88(data.timeout_seconds, {instancePath:instancePath+"/timeout_seconds",parentData:data,parentDataProperty:"timeout_seconds",rootData}))){
vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors);
errors = vErrors.length;
}
}
if(data.requires_confirmation !== undefined){
if(!(validate27(data.requires_confirmation, {instancePath:instancePath+"/requires_confirmation",parentData:data,parentDataProperty:"requires_confirmation",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate297.errors = vErrors;
return errors === 0;
}


function validate229(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema63.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate230(data.disk_space_low, {instancePath:instancePath+"/disk_space_low",parentData:data,parentDataProperty:"disk_space_low",rootData}))){
vErrors = vErrors === null ? validate230.errors : vErrors.concat(validate230.errors);
errors = vErrors.length;
}
}
if(data.container_not_running !== undefined){
if(!(validate239(data.container_not_running, {instancePath:instancePath+"/container_not_running",parentData:data,parentDataProperty:"container_not_running",rootData}))){
vErrors = vErrors === null ? validate239.errors : vErrors.concat(validate239.errors);
errors = vErrors.length;
}
}
if(data.container_unhealthy !== undefined){
if(!(validate239(data.container_unhealthy, {instancePath:instancePath+"/container_unhealthy",parentData:data,parentDataProperty:"container_unhealthy",rootData}))){
vErrors = vErrors === null ? validate239.errors : vErrors.concat(validate239.errors);
errors = vErrors.length;
}
}
if(data.container_stuck !== undefined){
if(!(validate239(data.container_stuck, {instancePath:instancePath+"/container_stuck",parentData:data,parentDataProperty:"container_stuck",rootData}))){
vErrors = vErrors === null ? validate239.errors : vErrors.concat(validate239.errors);
errors = vErrors.length;
}
}
if(data.container_missing !== undefined){
if(!(validate249(data.container_missing, {instancePath:instancePath+"/container_missing",parentData:data,parentDataProperty:"container_missing",rootData}))){
vErrors = vErrors === null ? validate249.errors : vErrors.concat(validate249.errors);
errors = vErrors.length;
}
}
if(data.connection_pool_exhausted !== undefined){
if(!(validate257(data.connection_pool_exhausted, {instancePath:instancePath+"/connection_pool_exhausted",parentData:data,parentDataProperty:"connection_pool_exhausted",rootData}))){
vErrors = vErrors === null ? validate257.errors : vErrors.concat(validate257.errors);
errors = vErrors.length;
}
}
if(data.table_locks !== undefined){
if(!(validate257(data.table_locks, {instancePath:instancePath+"/table_locks",parentData:data,parentDataProperty:"table_locks",rootData}))){
vErrors = vErrors === null ? validate257.errors : vErrors.concat(validate257.errors);
errors = vErrors.length;
}
}
if(data.stuck_transactions !== undefined){
if(!(validate257(data.stuck_transactions, {instancePath:instancePath+"/stuck_transactions",parentData:data,parentDataProperty:"stuck_transactions",rootData}))){
vErrors = vErrors === null ? validate257.errors : vErrors.concat(validate257.errors);
errors = vErrors.length;
}
}
if(data.redis_not_responding !== undefined){
if(!(validate267(data.redis_not_responding, {instancePath:instancePath+"/redis_not_responding",parentData:data,parentDataProperty:"redis_not_responding",rootData}))){
vErrors = vErrors === null ? validate267.errors : vErrors.concat(validate267.errors);
errors = vErrors.length;
}
}
if(data.redis_memory_full !== undefined){
if(!(validate267(data.redis_memory_full, {instancePath:instancePath+"/redis_memory_full",parentData:data,parentDataProperty:"redis_memory_full",rootData}))){
vErrors = vErrors === null ? validate267.errors : vErrors.concat(validate267.errors);
errors = vErrors.length;
}
}
if(data.redis_memory_high !== undefined){
if(!(validate267(data.redis_memory_high, {instancePath:instancePath+"/redis_memory_high",parentData:data,parentDataProperty:"redis_memory_high",rootData}))){
vErrors = vErrors === null ? validate267.errors : vErrors.concat(validate267.errors);
errors = vErrors.length;
}
}
if(data.workers_down !== undefined){
if(!(validate277(data.workers_down, {instancePath:instancePath+"/workers_down",parentData:data,parentDataProperty:"workers_down",rootData}))){
vErrors = vErrors === null ? validate277.errors : vErrors.concat(validate277.errors);
errors = vErrors.length;
}
}
if(data.scheduler_stopped !== undefined){
if(!(validate277(data.scheduler_stopped, {instancePath:instancePath+"/scheduler_stopped",parentData:data,parentDataProperty:"scheduler_stopped",rootData}))){
vErrors = vErrors === null ? validate277.errors : vErrors.concat(validate277.errors);
errors = vErrors.length;
}
}
if(data.worker_not_processing !== undefined){
if(!(validate277(data.worker_not_processing, {instancePath:instancePath+"/worker_not_processing",parentData:data,parentDataProperty:"worker_not_processing",rootData}))){
vErrors = vErrors === null ? validate277.errors : vErrors.concat(validate277.errors);
errors = vErrors.length;
}
}
if(data.sync_queue_stuck !== undefined){
if(!(validate287(data.sync_queue_stuck, {instancePath:instancePath+"/sync_queue_stuck",parentData:data,parentDataProperty:"sync_queue_stuck",rootData}))){
vErrors = vErrors === null ? validate287.errors : vErrors.concat(validate287.errors);
errors = vErrors.length;
}
}
if(data.too_many_pending_items !== undefined){
if(!(validate287(data.too_many_pending_items, {instancePath:instancePath+"/too_many_pending_items",parentData:data,parentDataProperty:"too_many_pending_items",rootData}))){
vErrors = vErrors === null ? validate287.errors : vErrors.concat(validate287.errors);
errors = vErrors.length;
}
}
if(data.sync_delay !== undefined){
if(!(validate287(data.sync_delay, {instancePath:instancePath+"/sync_delay",parentData:data,parentDataProperty:"sync_delay",rootData}))){
vErrors = vErrors === null ? validate287.errors : vErrors.concat(validate287.errors);
errors = vErrors.length;
}
}
if(data.high_error_rate !== undefined){
if(!(validate297(data.high_error_rate, {instancePath:instancePath+"/high_error_rate",parentData:data,parentDataProperty:"high_error_rate",rootData}))){
vErrors = vErrors === null ? validate297.errors : vErrors.concat(validate297.errors);
errors = vErrors.length;
}
}
if(data.memory_leak !== undefined){
if(!(validate297(data.memory_leak, {instancePath:instancePath+"/memory_leak",parentData:data,parentDataProperty:"memory_leak",rootData}))){
vErrors = vErrors === null ? validate297.errors : vErrors.concat(validate297.errors);
errors = vErrors.length;
}
}
if(data.crash_loop !== undefined){
if(!(validate297(data.crash_loop, {instancePath:instancePath+"/crash_loop",parentData:data,parentDataProperty:"crash_loop",rootData}))){
vErrors = vErrors === null ? validate297.errors : vErrors.concat(validate297.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate229.errors = vErrors;
return errors === 0;
}

const schema81 = {"type":"object","additionalProperties":false,"properties":{"max_container_restarts_per_session":{"$ref":"#/definitions/shared74"},"max_database_operations_per_session":{"$ref":"#/definitions/shared74"},"max_redis_operations_per_session":{"$ref":"#/definitions/shared74"},"max_queue_operations_per_session":{"$ref":"#/definitions/shared74"},"cooldown_seconds":{"$ref":"#/definitions/shared75"},"prevent_cascade_restarts":{"$ref":"#/definitions/shared2"},"max_simultaneous_failures":{"$ref":"#/definitions/shared74"},"min_free_disk_gb":{"$ref":"#/definitions/shared14"},"max_same_heal_per_day":{"$ref":"#/definitions/shared74"}}};
const schema82 = {"type":"integer","minimum":0,"maximum":10000};

function validate309(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
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
const err1 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err2 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate309.errors = vErrors;
return errors === 0;
}

const schema83 = {"type":"number","minimum":0,"maximum":604800};

function validate314(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 604800 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 604800}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate314.errors = vErrors;
return errors === 0;
}


function validate308(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema81.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate309(data.max_container_restarts_per_session, {instancePath:instancePath+"/max_container_restarts_per_session",parentData:data,parentDataProperty:"max_container_restarts_per_session",rootData}))){
vErrors = vErrors === null ? validate309.errors : vErrors.concat(validate309.errors);
errors = vErrors.length;
}
}
if(data.max_database_operations_per_session !== undefined){
if(!(validate309(data.max_database_operations_per_session, {instancePath:instancePath+"/max_database_operations_per_session",parentData:data,parentDataProperty:"max_database_operations_per_session",rootData}))){
vErrors = vErrors === null ? validate309.errors : vErrors.concat(validate309.errors);
errors = vErrors.length;
}
}
if(data.max_redis_operations_per_session !== undefined){
if(!(validate309(data.max_redis_operations_per_session, {instancePath:instancePath+"/max_redis_operations_per_session",parentData:data,parentDataProperty:"max_redis_operations_per_session",rootData}))){
vErrors = vErrors === null ? validate309.errors : vErrors.concat(validate309.errors);
errors = vErrors.length;
}
}
if(data.max_queue_operations_per_session !== undefined){
if(!(validate309(data.max_queue_operations_per_session, {instancePath:instancePath+"/max_queue_operations_per_session",parentData:data,parentDataProperty:"max_queue_operations_per_session",rootData}))){
vErrors = vErrors === null ? validate309.errors : vErrors.concat(validate309.errors);
errors = vErrors.length;
}
}
if(data.cooldown_seconds !== undefined){
if(!(validate314(data.cooldown_seconds, {instancePath:instancePath+"/cooldown_seconds",parentData:data,parentDataProperty:"cooldown_seconds",rootData}))){
vErrors = vErrors === null ? validate314.errors : vErrors.concat(validate314.errors);
errors = vErrors.length;
}
}
if(data.prevent_cascade_restarts !== undefined){
if(!(validate27(data.prevent_cascade_restarts, {instancePath:instancePath+"/prevent_cascade_restarts",parentData:data,parentDataProperty:"prevent_cascade_restarts",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.max_simultaneous_failures !== undefined){
if(!(validate309(data.max_simultaneous_failures, {instancePath:instancePath+"/max_simultaneous_failures",parentData:data,parentDataProperty:"max_simultaneous_failures",rootData}))){
vErrors = vErrors === null ? validate309.errors : vErrors.concat(validate309.errors);
errors = vErrors.length;
}
}
if(data.min_free_disk_gb !== undefined){
if(!(validate60(data.min_free_disk_gb, {instancePath:instancePath+"/min_free_disk_gb",parentData:data,parentDataProperty:"min_free_disk_gb",rootData}))){
vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
errors = vErrors.length;
}
}
if(data.max_same_heal_per_day !== undefined){
if(!(validate309(data.max_same_heal_per_day, {instancePath:instancePath+"/max_same_heal_per_day",parentData:data,parentDataProperty:"max_same_heal_per_day",rootData}))){
vErrors = vErrors === null ? validate309.errors : vErrors.concat(validate309.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate308.errors = vErrors;
return errors === 0;
}

const schema84 = {"type":"object","additionalProperties":false,"properties":{"containers":{"$ref":"#/definitions/shared21"},"processes":{"$ref":"#/definitions/shared21"},"tables":{"$ref":"#/definitions/shared21"},"database_users":{"$ref":"#/definitions/shared21"},"database_applications":{"$ref":"#/definitions/shared21"},"redis_keys":{"$ref":"#/definitions/shared21"}}};

function validate321(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "containers") || (key0 === "processes")) || (key0 === "tables")) || (key0 === "database_users")) || (key0 === "database_applications")) || (key0 === "redis_keys"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate80(data.containers, {instancePath:instancePath+"/containers",parentData:data,parentDataProperty:"containers",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
if(data.processes !== undefined){
if(!(validate80(data.processes, {instancePath:instancePath+"/processes",parentData:data,parentDataProperty:"processes",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
if(data.tables !== undefined){
if(!(validate80(data.tables, {instancePath:instancePath+"/tables",parentData:data,parentDataProperty:"tables",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
if(data.database_users !== undefined){
if(!(validate80(data.database_users, {instancePath:instancePath+"/database_users",parentData:data,parentDataProperty:"database_users",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
if(data.database_applications !== undefined){
if(!(validate80(data.database_applications, {instancePath:instancePath+"/database_applications",parentData:data,parentDataProperty:"database_applications",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
if(data.redis_keys !== undefined){
if(!(validate80(data.redis_keys, {instancePath:instancePath+"/redis_keys",parentData:data,parentDataProperty:"redis_keys",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate321.errors = vErrors;
return errors === 0;
}

const schema85 = {"type":"object","additionalProperties":false,"properties":{"notify_on_healing_attempt":{"$ref":"#/definitions/shared2"},"notify_on_healing_success":{"$ref":"#/definitions/shared2"},"notify_on_healing_failure":{"$ref":"#/definitions/shared2"},"notify_on_block":{"$ref":"#/definitions/shared2"},"notification_channels":{"$ref":"#/definitions/shared79"},"slack":{"$ref":"#/definitions/shared80"},"discord":{"$ref":"#/definitions/shared80"},"webhook":{"$ref":"#/definitions/shared81"},"email":{"$ref":"#/definitions/shared82"}}};
const schema86 = {"type":"array","items":{"$ref":"#/definitions/shared78"}};
const schema87 = {"type":"string","enum":["slack","discord","webhook","email"]};

function validate335(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!((((data === "slack") || (data === "discord")) || (data === "webhook")) || (data === "email"))){
const err1 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema87.enum}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate335.errors = vErrors;
return errors === 0;
}


function validate334(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate335(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate335.errors : vErrors.concat(validate335.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate334.errors = vErrors;
return errors === 0;
}

const schema88 = {"type":"object","additionalProperties":false,"properties":{"webhook_url":{"$ref":"#/definitions/shared0"}}};

function validate338(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "webhook_url")){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate22(data.webhook_url, {instancePath:instancePath+"/webhook_url",parentData:data,parentDataProperty:"webhook_url",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
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

const schema89 = {"type":"object","additionalProperties":false,"properties":{"url":{"$ref":"#/definitions/shared0"}}};

function validate342(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "url")){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate22(data.url, {instancePath:instancePath+"/url",parentData:data,parentDataProperty:"url",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate342.errors = vErrors;
return errors === 0;
}

const schema90 = {"type":"object","additionalProperties":false,"properties":{"smtp_url":{"$ref":"#/definitions/shared0"},"from":{"$ref":"#/definitions/shared0"},"to":{"$ref":"#/definitions/shared21"}}};

function validate345(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "smtp_url") || (key0 === "from")) || (key0 === "to"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate22(data.smtp_url, {instancePath:instancePath+"/smtp_url",parentData:data,parentDataProperty:"smtp_url",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.from !== undefined){
if(!(validate22(data.from, {instancePath:instancePath+"/from",parentData:data,parentDataProperty:"from",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.to !== undefined){
if(!(validate80(data.to, {instancePath:instancePath+"/to",parentData:data,parentDataProperty:"to",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
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


function validate329(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema85.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate27(data.notify_on_healing_attempt, {instancePath:instancePath+"/notify_on_healing_attempt",parentData:data,parentDataProperty:"notify_on_healing_attempt",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.notify_on_healing_success !== undefined){
if(!(validate27(data.notify_on_healing_success, {instancePath:instancePath+"/notify_on_healing_success",parentData:data,parentDataProperty:"notify_on_healing_success",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.notify_on_healing_failure !== undefined){
if(!(validate27(data.notify_on_healing_failure, {instancePath:instancePath+"/notify_on_healing_failure",parentData:data,parentDataProperty:"notify_on_healing_failure",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.notify_on_block !== undefined){
if(!(validate27(data.notify_on_block, {instancePath:instancePath+"/notify_on_block",parentData:data,parentDataProperty:"notify_on_block",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.notification_channels !== undefined){
if(!(validate334(data.notification_channels, {instancePath:instancePath+"/notification_channels",parentData:data,parentDataProperty:"notification_channels",rootData}))){
vErrors = vErrors === null ? validate334.errors : vErrors.concat(validate334.errors);
errors = vErrors.length;
}
}
if(data.slack !== undefined){
if(!(validate338(data.slack, {instancePath:instancePath+"/slack",parentData:data,parentDataProperty:"slack",rootData}))){
vErrors = vErrors === null ? validate338.errors : vErrors.concat(validate338.errors);
errors = vErrors.length;
}
}
if(data.discord !== undefined){
if(!(validate338(data.discord, {instancePath:instancePath+"/discord",parentData:data,parentDataProperty:"discord",rootData}))){
vErrors = vErrors === null ? validate338.errors : vErrors.concat(validate338.errors);
errors = vErrors.length;
}
}
if(data.webhook !== undefined){
if(!(validate342(data.webhook, {instancePath:instancePath+"/webhook",parentData:data,parentDataProperty:"webhook",rootData}))){
vErrors = vErrors === null ? validate342.errors : vErrors.concat(validate342.errors);
errors = vErrors.length;
}
}
if(data.email !== undefined){
if(!(validate345(data.email, {instancePath:instancePath+"/email",parentData:data,parentDataProperty:"email",rootData}))){
vErrors = vErrors === null ? validate345.errors : vErrors.concat(validate345.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate329.errors = vErrors;
return errors === 0;
}

const schema91 = {"type":"object","additionalProperties":false,"properties":{"directory":{"$ref":"#/definitions/shared20"},"keep":{"$ref":"#/definitions/shared84"}}};
const schema92 = {"type":"integer","minimum":1,"maximum":1000000};

function validate353(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
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
const err1 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err2 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate353.errors = vErrors;
return errors === 0;
}


function validate351(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "directory") || (key0 === "keep"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate81(data.directory, {instancePath:instancePath+"/directory",parentData:data,parentDataProperty:"directory",rootData}))){
vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors);
errors = vErrors.length;
}
}
if(data.keep !== undefined){
if(!(validate353(data.keep, {instancePath:instancePath+"/keep",parentData:data,parentDataProperty:"keep",rootData}))){
vErrors = vErrors === null ? validate353.errors : vErrors.concat(validate353.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate351.errors = vErrors;
return errors === 0;
}


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema6.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate22(data.$schema, {instancePath:instancePath+"/$schema",parentData:data,parentDataProperty:"$schema",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.environment !== undefined){
if(!(validate24(data.environment, {instancePath:instancePath+"/environment",parentData:data,parentDataProperty:"environment",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.auto_healing !== undefined){
if(!(validate26(data.auto_healing, {instancePath:instancePath+"/auto_healing",parentData:data,parentDataProperty:"auto_healing",rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
if(data.connections !== undefined){
if(!(validate42(data.connections, {instancePath:instancePath+"/connections",parentData:data,parentDataProperty:"connections",rootData}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
if(data.phases !== undefined){
if(!(validate54(data.phases, {instancePath:instancePath+"/phases",parentData:data,parentDataProperty:"phases",rootData}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
}
if(data.healing_actions !== undefined){
if(!(validate229(data.healing_actions, {instancePath:instancePath+"/healing_actions",parentData:data,parentDataProperty:"healing_actions",rootData}))){
vErrors = vErrors === null ? validate229.errors : vErrors.concat(validate229.errors);
errors = vErrors.length;
}
}
if(data.safety_limits !== undefined){
if(!(validate308(data.safety_limits, {instancePath:instancePath+"/safety_limits",parentData:data,parentDataProperty:"safety_limits",rootData}))){
vErrors = vErrors === null ? validate308.errors : vErrors.concat(validate308.errors);
errors = vErrors.length;
}
}
if(data.blacklist !== undefined){
if(!(validate321(data.blacklist, {instancePath:instancePath+"/blacklist",parentData:data,parentDataProperty:"blacklist",rootData}))){
vErrors = vErrors === null ? validate321.errors : vErrors.concat(validate321.errors);
errors = vErrors.length;
}
}
if(data.notifications !== undefined){
if(!(validate329(data.notifications, {instancePath:instancePath+"/notifications",parentData:data,parentDataProperty:"notifications",rootData}))){
vErrors = vErrors === null ? validate329.errors : vErrors.concat(validate329.errors);
errors = vErrors.length;
}
}
if(data.reports !== undefined){
if(!(validate351(data.reports, {instancePath:instancePath+"/reports",parentData:data,parentDataProperty:"reports",rootData}))){
vErrors = vErrors === null ? validate351.errors : vErrors.concat(validate351.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
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

